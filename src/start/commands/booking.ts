import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { printProblem } from '../../content/authoring.ts';
import { bookingAnswer, type BookingRequest, type FactValue, paths, PROTOCOL } from '../../protocol/index.ts';
import type { ScenarioInput } from '../../scenario/index.ts';
import type { Command } from './parts/command.ts';
import { asDevice, notJoined } from './parts/own-device.ts';
import { readVisit } from './parts/visit-file.ts';

const usualHub = 'http://127.0.0.1:8080';

/**
 * `npm run booking -- FILE --code DIGITS`: books a visit (予約) at a running hub from what the ledgers hold, written as
 * for `determine`, and prints the number with which staff open it at a kiosk. Only what is told to come from the register
 * or from staff is taken, and who the people are.
 */
export const command: Command = async (args, { print, complain }) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      hub: { type: 'string', default: usualHub },
      code: { type: 'string' },
      day: { type: 'string' },
      'device-code': { type: 'string' },
    },
  });
  const [file] = positionals;
  if (file === undefined || values.code === undefined) {
    complain('Name the file and the code of staff: npm run booking -- prepared.yaml --code 123456 --day 2026-11-24');
    return 2;
  }
  const { input, problems } = readVisit({ path: file, text: readFileSync(file, 'utf8') });
  if (!input) {
    for (const problem of problems) complain(printProblem(problem));
    return 1;
  }
  const request: BookingRequest = { protocol: PROTOCOL, code: values.code, ...prepared(input, values.day) };
  const asked = await asDevice({ hub: values.hub, name: 'BOOK', code: values['device-code'] }, (send) =>
    send(`${values.hub}${paths.bookings}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    }).catch(() => undefined),
  );
  const answered = asked.ok ? asked.value : undefined;
  const answer = answered?.ok ? bookingAnswer.safeParse(await answered.json()) : undefined;
  if (!answer?.success) {
    complain(
      answered
        ? 'The hub did not take the booking.'
        : notJoined(asked.ok ? 'unreachable' : asked.reason, values.hub, 'device-code'),
    );
    return 1;
  }
  const { data } = answer;
  switch (data.outcome) {
    case 'booked':
      print(data.number);
      return 0;
    case 'unknown':
      complain(`The content in force does not know: ${data.names.join(', ')}. Take them out, or look at the spelling.`);
      return 1;
    case 'wrong':
      complain('That is not the code of staff.');
      return 1;
    case 'later':
      complain('Too many wrong codes came. None is looked at for about five minutes.');
      return 1;
  }
};

/** Who the people are comes from the register too, whatever the file says of it. */
const identity = new Set(['name', 'reading', 'birth-date', 'sex', 'former-address']);

function prepared(input: ScenarioInput, day: string | undefined): Omit<BookingRequest, 'protocol' | 'code'> {
  const taken = (facts: ScenarioInput['facts'] = {}): Record<string, FactValue> =>
    Object.fromEntries(
      Object.entries(facts).flatMap(([fact, told]): [string, FactValue][] => {
        if (typeof told === 'object' && !Array.isArray(told))
          return told.source === 'register' || told.source === 'staff' ? [[fact, told.value]] : [];
        return identity.has(fact) ? [[fact, told]] : [];
      }),
    );
  const people = Object.entries(input.people);
  const visitor = people.find(([, { roles }]) => roles?.includes('visitor'))?.[0] ?? input.visitor ?? people[0]?.[0];
  return {
    day: day ?? input.date,
    events: input.events,
    visitor: visitor ?? '',
    people: Object.fromEntries(people.map(([id, { facts }]) => [id, taken(facts)])),
    case: taken(input.facts),
  };
}
