import { applications } from '../paperwork/index.ts';
import { useCase } from './kiosk-context.tsx';
import { useShow } from './show.ts';
import { useWords } from './words.tsx';

/** One printable page an application, in Japanese, each box with where its content came from. */
export function PrintedApplications({ receipt }: { receipt: string }) {
  const {
    session,
    visit: { outlook },
  } = useCase();
  const { japanese, plain } = useWords();
  const show = useShow();
  const all = applications(outlook);
  const ja = (key: string) => plain(japanese(key));
  return (
    <>
      {all.map((application, index) => (
        <section className="kiosk-page" key={`${application.procedure}.${application.subject}`}>
          <header>
            <h1>{ja(`form.${application.form}.title`)}</h1>
            <p>
              {receipt}　{index + 1}/{all.length}
            </p>
          </header>
          <table>
            <tbody>
              {application.boxes.map((box, row) => (
                <tr key={`${box.id}.${row}`}>
                  <th scope="row">
                    {ja(`form.${application.form}.boxes.${box.label}`)}
                    {box.person !== undefined && box.id.includes('.') && <small>　{session.nameOf(box.person)}</small>}
                  </th>
                  <td>{box.value !== undefined && box.fact !== undefined ? show.japanese(box.fact, box.value) : ''}</td>
                  <td className="kiosk-source">{show.sourceOnPaper(box.source)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </>
  );
}
