import { visitingOrder } from '../../engine/index.ts';
import { Disclosure } from '../../look/index.ts';
import { useCase } from '../kiosk-context.tsx';
import { listed } from '../listed.ts';
import { useShow } from '../show.ts';
import { Said, useWords } from '../words.tsx';

/** What the errands of the list come to: the order of the desks where there are several, and what it costs. */
export function Errands() {
  const {
    visit: { outlook },
  } = useCase();
  const { t, text } = useWords();
  const show = useShow();
  const lines = listed(outlook);
  const order = visitingOrder(lines.map(({ finding }) => finding));
  const here = new Set(order.flatMap((visit) => visit.findings));
  const costly = lines.filter(({ finding }) => here.has(finding) && finding.compiled.procedure.fee !== 'free');
  if (order.length < 2 && costly.length === 0) return undefined;
  return (
    <section className="kiosk-results">
      {order.length > 1 && (
        <Disclosure summary={<Said of={t('order.title')} />}>
          <p>
            <Said of={t('order.lead')} />
          </p>
          <ol className="kiosk-lines" data-order="">
            {order.map(({ desk, findings }, index) => (
              <li key={`${index} ${desk}`}>
                <Said of={text(`desk.${desk}.name`)} />
                <small>
                  <Said
                    of={findings.map(({ compiled }) => text(`procedure.${compiled.procedure.id}.plain`)).join('、')}
                  />
                </small>
              </li>
            ))}
          </ol>
        </Disclosure>
      )}
      {costly.length > 0 && (
        <Disclosure summary={<Said of={t('fees.title')} />}>
          <p>
            <Said of={t('fees.lead')} />
          </p>
          <ul className="kiosk-lines" data-fees="">
            {costly.map(({ finding: { compiled } }) => (
              <li key={compiled.procedure.id}>
                <Said of={`${text(`procedure.${compiled.procedure.id}.plain`)}：${show.fee(compiled.procedure.fee)}`} />
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </section>
  );
}
