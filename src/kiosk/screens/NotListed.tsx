import { refFact } from '../../conditions/index.ts';
import type { Finding } from '../../engine/index.ts';
import { Disclosure } from '../../look/index.ts';
import { useCase } from '../kiosk-context.tsx';
import { useShow } from '../show.ts';
import { Said, useWords } from '../words.tsx';

/**
 * What does not apply, and because of what: for the visitor who expected it, and for staff who are asked. Left out is what
 * staff raise in private, and what hangs on something private: its absence would tell.
 */
export function NotListed() {
  const {
    visit: { outlook },
  } = useCase();
  const { t, text, plain } = useWords();
  const show = useShow();
  const hidden = ({ compiled, because }: Finding) =>
    compiled.procedure.discreet ||
    because.some((ref) => outlook.program.facts[refFact(ref)]?.fact.sensitivity === 'private');
  const applying = new Set(
    outlook.findings.filter((one) => one.standing !== 'does-not-apply').map((one) => one.compiled.procedure.id),
  );
  const lines = new Map<string, string[]>();
  for (const finding of outlook.findings) {
    const { id } = finding.compiled.procedure;
    if (applying.has(id) || hidden(finding)) continue;
    lines.set(id, [...new Set([...(lines.get(id) ?? []), ...show.reasons(finding)])]);
  }
  const told = [...lines].filter(([, reasons]) => reasons.length > 0);
  if (told.length === 0) return undefined;
  return (
    <section className="kiosk-results">
      <Disclosure summary={<Said of={t('results.not-listed')} />}>
        <p>
          <Said of={t('results.not-listed.lead')} />
        </p>
        {told.map(([id, reasons]) => (
          <Disclosure key={id} summary={<Said of={text(`procedure.${id}.plain`)} />}>
            <ul className="kiosk-lines">
              {reasons.map((reason) => (
                <li key={reason}>{plain(reason)}</li>
              ))}
            </ul>
          </Disclosure>
        ))}
      </Disclosure>
    </section>
  );
}
