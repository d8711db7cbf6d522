/** @jest-environment jsdom */
/** The choice that steers smart matching, as an administrator sees it. */
import '../tools/textEncoder';
import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SettingsFields } from '../../src/admin/SettingsFields';
import { makeDraft } from '../../src/admin/draft';
import { accuracy } from '../../src/correlation/accuracy';
import { defaultSettings, type Settings, type SettingsReply } from '../../src/contract/settings';

const stored: SettingsReply = {
  version: 1,
  settings: defaultSettings,
  tokenLayouts: [defaultSettings.token],
  users: [],
  ownDomains: [],
  changedBy: null,
  reason: null,
};

const unasked = { question: '', onAsk: () => undefined };

test('C5 an administrator turns smart matching on, and is told how often it is right', async () => {
  const onChange = jest.fn();
  const draft = makeDraft(defaultSettings);
  render(
    <FluentProvider theme={webLightTheme}>
      <SettingsFields draft={draft} faults={{}} stored={stored} onChange={onChange} {...unasked} />
    </FluentProvider>,
  );
  const select = screen.getByLabelText('Smart matching');
  expect(select).toHaveProperty('value', 'off');
  const { right, of } = accuracy.smartAutomatic;
  const figure = `${right.toLocaleString('en')} of ${of.toLocaleString('en')} automatic links`;
  expect(screen.getByText(figure, { exact: false })).toBeTruthy();
  await userEvent.setup().selectOptions(select, 'automatic');
  expect(onChange).toHaveBeenCalledWith({ smartMatching: 'automatic' });
});

test('C5 whoever compares with Dynamics finds its four knobs, in words and with their bounds', async () => {
  const onChange = jest.fn();
  const show = (change: Partial<Settings>) => (
    <FluentProvider theme={webLightTheme}>
      <SettingsFields
        draft={makeDraft({ ...defaultSettings, ...change })}
        faults={{ HashMaxCount: 'Words of a subject that count: give a whole number from 1 to 100.' }}
        stored={{ ...stored, settings: { ...defaultSettings, ...change } }}
        onChange={onChange}
        {...unasked}
      />
    </FluentProvider>
  );
  const { rerender } = render(show({}));
  expect(screen.queryByLabelText('Words of a subject that count')).toBeNull();
  await userEvent.setup().selectOptions(screen.getByLabelText('Rule of smart matching'), 'dynamics');
  expect(onChange).toHaveBeenCalledWith({ smartRule: 'dynamics' });
  rerender(show({ smartRule: 'dynamics' }));
  expect(screen.getByLabelText('Words of a subject that count')).toHaveProperty('value', '20');
  expect(screen.getByLabelText('Words by which subjects may differ')).toHaveProperty('value', '0');
  expect(screen.getByLabelText('People who must be on both mails')).toHaveProperty('value', '2');
  expect(screen.getByLabelText('Left out of the subject')).toHaveProperty('value', defaultSettings.HashFilterKeywords);
  expect(screen.getByText(/give a whole number from 1 to 100/)).toBeTruthy();
});
