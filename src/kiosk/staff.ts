/** What staff see on a kiosk, behind their code. */
export { StaffCode } from './StaffCode.tsx';
export { StaffPanel } from './StaffPanel.tsx';
