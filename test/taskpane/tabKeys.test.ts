/** @jest-environment jsdom */
import { keepTabInside } from '../../src/taskpane/tabKeys';

/** jsdom lays nothing out: everything that is not hidden counts as seen. */
HTMLElement.prototype.getClientRects = function () {
  return (this.hidden ? [] : [{}]) as unknown as DOMRectList;
};

function setUp(html: string) {
  document.body.innerHTML = html;
  const reached: string[] = [];
  const office = (event: KeyboardEvent) => void reached.push(event.key);
  window.addEventListener('keydown', office);
  const stopKeeping = keepTabInside(document);
  const press = (id: string, init: KeyboardEventInit = {}) => {
    const from = id === '' ? document.body : document.getElementById(id)!;
    if (id === '') (document.activeElement as HTMLElement).blur();
    else from.focus();
    reached.length = 0;
    from.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab', bubbles: true, cancelable: true, ...init }));
    return reached.length > 0 ? 'Outlook' : 'browser';
  };
  return { press, stop: () => (stopKeeping(), window.removeEventListener('keydown', office)) };
}

const page =
  '<h1 id="h" tabindex="-1">Tracked</h1><button id="a">A</button><input id="b"><button id="x" disabled>X</button><button id="c">C</button><button id="hid" hidden>H</button>';

describe('O4 Tab stays with the browser inside the pane, and leads into Outlook at its ends', () => {
  test.each<[string, string, KeyboardEventInit, string]>([
    ['from the headline', 'h', {}, 'browser'],
    ['from the page itself', '', {}, 'browser'],
    ['in the middle', 'b', {}, 'browser'],
    ['backwards in the middle', 'b', { shiftKey: true }, 'browser'],
    ['from the last that can be reached', 'c', {}, 'Outlook'],
    ['backwards from the first', 'a', { shiftKey: true }, 'Outlook'],
    ['with Ctrl', 'b', { ctrlKey: true }, 'Outlook'],
    ['another key', 'b', { key: 'F6' }, 'Outlook'],
  ])('%s', (_what, id, init, who) => {
    const { press, stop } = setUp(page);
    expect(press(id, init)).toBe(who);
    stop();
  });

  test('with nothing to stop at', () => {
    const { press, stop } = setUp('<p>Nothing</p>');
    expect(press('')).toBe('Outlook');
    stop();
  });
});
