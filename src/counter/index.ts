/** The pages of staff. */
import './counter.css';

export { Counter } from './Counter.tsx';
export { StaffHub } from './staff-hub.ts';
