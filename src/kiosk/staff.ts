/** What staff see on a kiosk, behind their code. */
export { BookingNumber } from './BookingNumber.tsx';
export { OutboxView } from './OutboxView.tsx';
export { PaperReceived } from './PaperReceived.tsx';
export { ResumeCase } from './ResumeCase.tsx';
export { StaffCode } from './StaffCode.tsx';
export { StaffPanel } from './StaffPanel.tsx';
