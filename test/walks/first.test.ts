import { runWalks } from './runWalks';

runWalks(0);
