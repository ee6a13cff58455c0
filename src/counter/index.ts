/** The pages of staff. */
import './counter.css';

export { Counter } from './Counter.tsx';
export { listenToHub } from './live.ts';
export { StaffHub } from './staff-hub.ts';
