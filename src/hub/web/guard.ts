import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from './refusal.ts';

/** The only Trusted Types policy that a page of ours may make; `src/start/app-versions.ts` makes it. */
const WORKER_POLICY = 'kakanai-worker';

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/** Powers of the browser that no screen of ours uses; the camera reads printed codes. */
const permissions = [
  'camera=(self)',
  ...(
    'accelerometer bluetooth display-capture geolocation gyroscope hid local-fonts magnetometer microphone midi ' +
    'payment screen-wake-lock serial storage-access usb window-management xr-spatial-tracking'
  )
    .split(' ')
    .map((power) => `${power}=()`),
].join(', ');

interface Guarded {
  /** Answers under every name. */
  anyHostName: boolean;
  /** A name besides those of this machine: that of the proxy which adds TLS. */
  hostName?: string;
  reader: string;
}

/**
 * Headers of every answer, and refusal of requests that another site made or that came under a foreign name. `reader` is
 * the one origin besides this hub that a page of ours may ask: the bridge to the card reader of the page's machine.
 */
export async function guard(app: FastifyInstance, options: Guarded): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // The reader of QR codes is WebAssembly of our own; nothing else is compiled at run time.
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        scriptSrcAttr: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", options.reader],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        // Text never becomes markup or code (Trusted Types); the one policy names the service worker's file.
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: [WORKER_POLICY],
      },
    },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginEmbedderPolicy: { policy: 'require-corp' },
    // The hub itself speaks HTTP, on the kiosk's own machine; a proxy that adds TLS adds this too.
    strictTransportSecurity: false,
  });
  const names = [...loopbackNames, options.hostName];
  app.addHook('onRequest', (request, reply, done) => {
    // Nothing is kept by a browser unless its route says so.
    void reply.headers({ 'permissions-policy': permissions, 'cache-control': 'no-store' });
    if (!options.anyHostName && !names.includes(nameOf(request)))
      throw new Refusal(421, 'foreign-host', 'This hub does not answer to this name.');
    if (isFromElsewhere(request)) throw new Refusal(403, 'foreign-origin', 'Another site must not ask this.');
    done();
  });
}

const nameOf = (request: FastifyRequest): string => (request.headers.host ?? '').replace(/:\d+$/, '');

/** Fetch Metadata where the browser sends it, Origin elsewhere. Following a link to the kiosk is allowed. */
function isFromElsewhere({ headers, method }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) {
    const followsLink =
      method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
    return site !== 'same-origin' && site !== 'none' && !followsLink;
  }
  return (
    headers.origin !== undefined && (!URL.canParse(headers.origin) || new URL(headers.origin).host !== headers.host)
  );
}

/** Whether it comes from this machine, and not from elsewhere by way of a proxy on this machine. */
export function isFromThisMachine(request: FastifyRequest): boolean {
  const { remoteAddress = '' } = request.socket;
  const near = /^(::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/.test(remoteAddress);
  const passedOn = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => name in request.headers);
  return near && !passedOn && loopbackNames.includes(nameOf(request));
}

/** Refuses what does not come from this machine. */
export function onlyFromThisMachine(request: FastifyRequest): void {
  if (!isFromThisMachine(request))
    throw new Refusal(403, 'not-loopback', 'This is for processes of this machine only.');
}
