/**
 * The parts that screens are built from: native elements, the tokens of the Digital Agency's design system (デジタル庁
 * デザインシステム), and nothing that knows what the product is about. Every word comes in by props.
 */
import './look.css';

export { ActionButton, type ActionButtonProps } from './ActionButton.tsx';
export { Choice, type ChoiceProps } from './Choice.tsx';
export { ChoiceGroup, type ChoiceGroupProps } from './ChoiceGroup.tsx';
export { DatePad, type DatePadProps, type DatePart, type DateParts } from './DatePad.tsx';
export { Dialog, type DialogProps } from './Dialog.tsx';
export { Disclosure, type DisclosureProps } from './Disclosure.tsx';
export { shuffledDigits } from './digits.tsx';
export { type Contrast, loadFonts, setDisplay, type TextSize, textSizes } from './display.ts';
export { Frame, type FrameProps } from './Frame.tsx';
export { Furigana, type FuriganaProps, piecesWithReadings, type ReadPiece, withoutReadings } from './Furigana.tsx';
export { Icon, type IconName } from './icons.tsx';
export { KanaPad, type KanaPadProps } from './KanaPad.tsx';
export { type Lazily, lazily } from './lazily.ts';
export { NumberPad, type NumberPadProps } from './NumberPad.tsx';
export { Notice, type NoticeProps } from './Notice.tsx';
export { PenField, type PenFieldProps, pointsOf, type Stroke, Written } from './PenField.tsx';
export { Progress, type ProgressProps } from './Progress.tsx';
export { Question, type QuestionProps } from './Question.tsx';
export { OpenSheet, type OpenSheetBox, Sheet, type SheetBox, type SheetProps, Sheets } from './Sheet.tsx';
export { Steps, type StepState, type StepsProps } from './Steps.tsx';
export { TextField, type TextFieldProps } from './TextField.tsx';
export { type KeypadActions, useKeypad } from './useKeypad.ts';
export { type ScanningOptions, useScanning } from './useScanning.ts';
export { VisuallyHidden } from './VisuallyHidden.tsx';
