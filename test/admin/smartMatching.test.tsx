/** @jest-environment jsdom */
/** The choice that steers smart matching, as an administrator sees it. */
import '../tools/textEncoder';
import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SettingsFields } from '../../src/admin/SettingsFields';
import { makeDraft } from '../../src/admin/draft';
import { defaultSettings, type SettingsReply } from '../../src/contract/settings';

const stored: SettingsReply = {
  version: 1,
  settings: defaultSettings,
  tokenLayouts: [defaultSettings.token],
  users: [],
  ownDomains: [],
  changedBy: null,
  reason: null,
};

test('C5 an administrator turns smart matching on, and is told how often it is right', async () => {
  const onChange = jest.fn();
  const draft = makeDraft(defaultSettings);
  render(
    <FluentProvider theme={webLightTheme}>
      <SettingsFields draft={draft} faults={{}} stored={stored} onChange={onChange} />
    </FluentProvider>,
  );
  const select = screen.getByLabelText('Smart matching');
  expect(select).toHaveProperty('value', 'off');
  expect(screen.getByText(/999 of 1,000 automatic links/)).toBeTruthy();
  await userEvent.setup().selectOptions(select, 'automatic');
  expect(onChange).toHaveBeenCalledWith({ smartMatching: 'automatic' });
});
