import { CASE_SUBJECT } from '../case/index.ts';
import { CASE, factRef } from '../conditions/index.ts';
import type { Step } from '../engine/index.ts';
import { useCase } from './kiosk-context.tsx';
import { useWords } from './words.tsx';

/** Why a question is asked: the procedures that wait for its facts, in plain words. Never those raised in private. */
export function useWhy(step: Extract<Step, { kind: 'question' }>): string[] {
  const { visit } = useCase();
  const { text } = useWords();
  const { outlook } = visit;
  const asked = new Set(
    step.question.facts.flatMap(({ index }) =>
      step.subjects.map((subject) =>
        factRef(index, subject === CASE_SUBJECT ? CASE : (outlook.situation.person(subject) ?? CASE)),
      ),
    ),
  );
  const waiting = outlook.findings.filter(
    (finding) =>
      !finding.compiled.procedure.discreet &&
      finding.standing !== 'does-not-apply' &&
      outlook.wants(finding).some((ref) => asked.has(ref)),
  );
  return [...new Set(waiting.map((finding) => text(`procedure.${finding.compiled.procedure.id}.plain`)))].slice(0, 6);
}
