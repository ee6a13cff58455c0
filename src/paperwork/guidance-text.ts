import { applicationKey, CASE_SUBJECT } from '../case/index.ts';
import { CASE } from '../conditions/index.ts';
import { textKey } from '../content/index.ts';
import { bringFor, type Finding, inOrder, type Outlook, peopleOn } from '../engine/index.ts';

/**
 * 手続き案内書 as plain Japanese text: what applies, by when, at which desk, what to bring. What only staff raise
 * (`discreet`) is left out, as on every sheet. `japanese` gives a text without furigana.
 */
export function guidanceText(outlook: Outlook, receipt: string, japanese: (key: string) => string): string {
  const { program, situation, view } = outlook;
  const name = program.byId.get('name');
  const nameOf = (person: number) => {
    const value = name && person !== CASE ? situation.read(name.index, person, []) : undefined;
    return typeof value === 'string' ? [value] : [];
  };
  const done = inOrder(outlook.findings).filter((finding) => isAccepted(outlook, finding));
  const lines = inOrder(outlook.findings)
    .filter((finding) => !done.includes(finding))
    .filter(
      ({ compiled: { procedure }, standing }) =>
        !procedure.discreet && (standing === 'applies' || procedure.ifUnknown !== 'ask-staff'),
    )
    .flatMap((finding) => {
      const { procedure } = finding.compiled;
      const [deadline] = finding.deadlines;
      const bring = bringFor(outlook, finding);
      const people = peopleOn(finding).flatMap(nameOf);
      return [
        '',
        `■ ${japanese(textKey('procedure', procedure.id, 'name'))}${finding.standing === 'may-apply' ? '（窓口で確認）' : ''}`,
        ...(people.length > 0 ? [`対象：${people.join('、')}`] : []),
        ...(deadline
          ? [`期限：${deadline.date}（${japanese(textKey('procedure', procedure.id, 'deadline', deadline.clock.id))}）`]
          : []),
        `窓口：${japanese(textKey('desk', procedure.desk, 'name'))}`,
        ...bring.map(
          ({ document, needed }) =>
            `□ ${japanese(textKey('document', document, 'name'))}${needed === 'maybe' ? '（必要なことがあります）' : ''}`,
        ),
      ];
    });
  const { prefecture, name: municipality } = program.content.municipality;
  return [
    '手続き案内書',
    `${prefecture}${municipality}　受付番号 ${receipt}　${view.state.today}`,
    ...(done.length === 0
      ? ['まだ提出されていません。窓口で職員が確認してから受け付けます。']
      : [
          '',
          '● 受け付けたもの',
          ...done.map(({ compiled }) => `☑ ${japanese(textKey('procedure', compiled.procedure.id, 'name'))}`),
        ]),
    ...lines,
    '',
  ].join('\r\n');
}

/** Whether staff have accepted the application of a finding (受理). */
export function isAccepted({ view, situation }: Outlook, { compiled, subject }: Finding): boolean {
  const whose = subject === CASE ? CASE_SUBJECT : situation.subject(subject);
  return view.state.accepted.has(applicationKey(compiled.procedure.id, whose));
}
