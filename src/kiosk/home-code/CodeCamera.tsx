import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { CodeReader, NoCamera } from '../../devices/index.ts';
import { Notice } from '../../look/index.ts';
import { later } from '../later.ts';
import { Said, useWords } from '../words.tsx';

/** What the camera sees, as in a mirror, and every text it reads. Off as soon as it is no longer shown. */
export function CodeCamera({ reader, onText }: { reader: () => Promise<CodeReader>; onText: (text: string) => void }) {
  const { t, plain } = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const [without, setWithout] = useState<NoCamera>();
  const read = useEffectEvent(onText);
  const load = useEffectEvent(reader);
  useEffect(() => {
    const undo: (() => void)[] = [];
    let over = false;
    const begin = async () => {
      const { openCamera, watchForCodes } = await later.camera();
      const stream = await openCamera();
      if (!stream.ok) return setWithout(stream.reason);
      undo.push(() => {
        for (const track of stream.value.getTracks()) track.stop();
      });
      const shown = video.current;
      const decode = await load();
      if (over || !shown) return undo.forEach((one) => one());
      shown.srcObject = stream.value;
      await shown.play();
      undo.push(watchForCodes(shown, decode, (text) => read(text)));
    };
    begin().catch(() => {
      if (!over) setWithout('none');
    });
    return () => {
      over = true;
      for (const one of undo) one();
    };
  }, []);
  if (without)
    return (
      <Notice kind="info" title={<Said of={t(`home-code.camera.${without}`)} />}>
        <p>
          <Said of={t('home-code.camera.instead')} />
        </p>
      </Notice>
    );
  return <video ref={video} className="kiosk-camera" muted playsInline aria-label={plain(t('home-code.camera'))} />;
}
