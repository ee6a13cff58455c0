import { toString } from 'qrcode';
import { type Finding, inOrder, type Outlook } from '../engine/index.ts';

/** What a code can hold in bytes at medium correction, kept small enough for any phone (version 20). */
const LIMIT = 660;

/** A QR code (SVG) with the guidance as plain text: number, procedures, last days. No name, no address. */
export async function guidanceCode(
  outlook: Outlook,
  receipt: string,
  words: { text(key: string): string; title: string; by(date: string): string; more(count: number): string },
): Promise<string> {
  const line = ({ compiled: { procedure }, deadlines: [deadline] }: Finding) =>
    `・${words.text(`procedure.${procedure.id}.name`)}${deadline ? ` ${words.by(deadline.date)}` : ''}`;
  const listed = inOrder(outlook.findings).filter(
    ({ compiled: { procedure }, standing }) =>
      standing === 'applies' && !procedure.discreet && procedure.end !== 'notice-only',
  );
  let content = `${words.title} ${receipt}`;
  const bytes = new TextEncoder();
  for (const [index, finding] of listed.entries()) {
    const longer = `${content}\n${line(finding)}`;
    if (bytes.encode(longer).length > LIMIT) {
      content += `\n${words.more(listed.length - index)}`;
      break;
    }
    content = longer;
  }
  return toString(content, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 });
}
