/** One iframe in which office.js finds all it needs to start: host and channel in its name, host info in its address. */

export interface FrameOptions {
  readonly url: string;
  readonly title: string;
  readonly into: HTMLElement;
  readonly hidden: boolean;
  readonly isDialog: boolean;
}

export interface AddInFrame {
  readonly element: HTMLIFrameElement;
  readonly conversationId: string;
  /** Unlike in every frame: office.js remembers by it in sessionStorage whether it is a dialog. */
  readonly controlId: string;
  readonly origin: string;
  remove(): void;
}

const LOCALE = 'en-us';

export function openFrame(options: FrameOptions): AddInFrame {
  const conversationId = crypto.randomUUID();
  const controlId = crypto.randomUUID();
  const info = ['Outlook', 'Web', '16.01', LOCALE, crypto.randomUUID(), options.isDialog ? 'isDialog' : '', '', '0'];
  const element = document.createElement('iframe');
  element.title = options.title;
  element.name = JSON.stringify({
    baseFrameName: `_xdm_${conversationId}`,
    hostInfo: info.join('|'),
    xdmInfo: `${conversationId}|${controlId}|${location.origin}`,
    serializerVersion: 1,
    flights: '[]',
  });
  element.setAttribute(
    'sandbox',
    'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox',
  );
  if (options.hidden) hide(element);
  element.src = withHostInfo(options.url, info.join('$'));
  options.into.append(element);
  return { element, conversationId, controlId, origin: new URL(element.src).origin, remove: () => element.remove() };
}

function hide(element: HTMLIFrameElement): void {
  element.tabIndex = -1;
  element.setAttribute('aria-hidden', 'true');
  element.style.cssText = 'position:absolute;width:0;height:0;border:0;visibility:hidden';
}

function withHostInfo(url: string, info: string): string {
  const address = new URL(url, location.href);
  const mark = address.search === '' ? '?' : '&';
  const [before, fragment] = address.href.split('#');
  return `${before}${mark}_host_Info=${info}${fragment === undefined ? '' : `#${fragment}`}`;
}
