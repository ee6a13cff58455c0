import type { FastifyRequest } from 'fastify';
import { caseId } from '../../protocol/index.ts';

/** The case that an address names, where it is an id of one. */
export function caseInRequest({ params }: FastifyRequest): string | undefined {
  const { caseId: named } = (params ?? {}) as { caseId?: unknown };
  const read = caseId.safeParse(named);
  return read.success ? read.data : undefined;
}
