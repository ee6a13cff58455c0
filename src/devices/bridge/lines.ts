/** More than any message; a line that does not end is not one of ours. */
const longestLine = 16_384;

/** The lines of a stream of bytes, however it is cut into pieces. Throws when a line is too long or not UTF-8. */
export async function* lines(stream: ReadableStream<Uint8Array>): AsyncGenerator<string, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reader = stream.getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      rest += decoder.decode(value, { stream: true });
      const parts = rest.split('\n');
      rest = parts.pop() ?? '';
      if (rest.length > longestLine) throw new RangeError('a line without end');
      yield* parts;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
