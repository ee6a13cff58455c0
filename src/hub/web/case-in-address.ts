import * as z from 'zod/mini';
import { caseId } from '../../protocol/index.ts';

/** The parameters of an address that names a case. */
export const caseInAddress = z.strictObject({ caseId });
