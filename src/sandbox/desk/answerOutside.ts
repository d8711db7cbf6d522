import { applyReply, prepareReply, type Reply } from '../mailbox/answer';
import { say, type App } from './app';

export async function answerOutside(app: App, reply: Reply): Promise<void> {
  const prepared = await prepareReply(reply, app.services.chance);
  app.world.update((world) => applyReply(world, prepared, app.services.chance));
  say(app, `The answer of ${reply.as.name} is in the Inbox.`);
}
