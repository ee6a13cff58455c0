/**
 * A simulated card on the virtual reader (vpcd), as a process of its own: the programme that reads it may wait for it
 * without keeping it from answering. Told what to do by messages of its parent; answers each one.
 */
import { connect, type Socket } from 'node:net';
import { sampleCards } from '../../src/devices/index.ts';
import { CardOnTable } from './card-on-table.ts';
import type { Told, VirtualCardMessage } from './virtual-card-messages.ts';

/** The port of vpcd's first slot. */
const port = 0x8c7b;
/** What vpcd says in one byte; anything longer is a command. */
const control = { powerOff: 0x00, powerOn: 0x01, reset: 0x02, atr: 0x04 };

let card: CardOnTable | undefined;
let socket: Socket | undefined;
let resets = 0;

function lay(on: CardOnTable): Promise<void> {
  const connection = connect(port, '127.0.0.1');
  socket = connection;
  let buffered = Buffer.alloc(0);
  const send = (message: Uint8Array) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(message.length);
    connection.write(Buffer.concat([length, message]));
  };
  const hear = (message: Buffer) => {
    if (message.length > 1) {
      const reaction = on.react(message);
      if (reaction === 'gone') connection.destroy();
      else send(reaction.answer);
    } else if (message[0] === control.atr) send(on.atr);
    else if (message[0] !== control.powerOn) {
      resets++;
      on.reset();
    }
  };
  connection.on('error', () => undefined);
  connection.on('data', (piece) => {
    buffered = Buffer.concat([buffered, piece]);
    while (buffered.length >= 2 && buffered.length >= 2 + buffered.readUInt16BE()) {
      const end = 2 + buffered.readUInt16BE();
      hear(buffered.subarray(2, end));
      buffered = buffered.subarray(end);
    }
  });
  return new Promise((resolve, reject) => connection.once('connect', resolve).once('error', reject));
}

async function obey(message: VirtualCardMessage): Promise<Told> {
  switch (message.do) {
    case 'place': {
      const sample = sampleCards.find(({ id }) => id === message.sample);
      if (!sample) throw new Error(`there is no sample card "${message.sample}"`);
      card = new CardOnTable(sample);
      await lay(card);
      break;
    }
    case 'put-back':
      if (card) await lay(card);
      break;
    case 'remove':
      socket?.destroy();
      card?.reset();
      break;
    case 'report':
  }
  const received = message.do === 'report' ? (card?.received.splice(0) ?? []) : [];
  return { received, resets };
}

process.on('message', (message: VirtualCardMessage) => {
  void obey(message).then(
    (told) => process.send?.(told),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => process.exit());
