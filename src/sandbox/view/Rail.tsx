import { Button } from '@fluentui/react-components';
import { CalendarRegular } from '@fluentui/react-icons/svg/calendar';
import { GlobeRegular } from '@fluentui/react-icons/svg/globe';
import { MailRegular } from '@fluentui/react-icons/svg/mail';
import { look } from '../desk/app';
import type { Place } from '../desk/ui';
import { useApp, useUi } from './useStore';

const PLACES: readonly [Place, string, typeof MailRegular][] = [
  ['mail', 'Mail', MailRegular],
  ['calendar', 'Calendar', CalendarRegular],
  ['outside', 'Outside', GlobeRegular],
];

export function Rail() {
  const app = useApp();
  const { place } = useUi();
  return (
    <nav className="rail" aria-label="Places">
      {PLACES.map(([name, words, Icon]) => (
        <Button
          key={name}
          appearance="subtle"
          size="large"
          icon={<Icon />}
          aria-label={words}
          title={words}
          aria-current={name === place ? 'page' : undefined}
          onClick={() => look(app, (ui) => ({ ...ui, place: name, composing: null }))}
        />
      ))}
    </nav>
  );
}
