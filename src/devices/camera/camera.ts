import { fail, ok, type Result } from '../../basics/index.ts';
import type { CodeReader } from './code-reader.ts';

/** `none`: there is no camera, or another program has it. `refused`: the browser may not use it. */
export type NoCamera = 'none' | 'refused';

/** Turns the camera on: the one towards the person where there are two. Whoever opens it stops its tracks. */
export async function openCamera(): Promise<Result<MediaStream, NoCamera>> {
  if (!globalThis.isSecureContext || !navigator.mediaDevices) return fail('refused');
  try {
    const video = { facingMode: 'user', width: { ideal: 1280 }, height: { ideal: 720 } };
    return ok(await navigator.mediaDevices.getUserMedia({ video, audio: false }));
  } catch (error) {
    const refused = error instanceof DOMException && ['NotAllowedError', 'SecurityError'].includes(error.name);
    return fail(refused ? 'refused' : 'none');
  }
}

/** The wait between two pictures, in milliseconds: the kiosk's processor has other things to do. */
const BETWEEN_PICTURES = 80;

/** Looks for codes in what the camera shows, picture after picture, until the returned function is called. */
export function watchForCodes(video: HTMLVideoElement, read: CodeReader, onText: (text: string) => void): () => void {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  let timer: ReturnType<typeof setTimeout>;
  let stopped = false;
  const look = async () => {
    const { videoWidth: width, videoHeight: height } = video;
    if (context && width > 0 && !document.hidden) {
      Object.assign(canvas, { width, height });
      context.drawImage(video, 0, 0);
      const texts = await read(context.getImageData(0, 0, width, height));
      if (!stopped) for (const text of texts) onText(text);
    }
    if (!stopped) timer = setTimeout(() => void look(), BETWEEN_PICTURES);
  };
  void look();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
