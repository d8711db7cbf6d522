import { runWalks } from './runWalks';

runWalks(1);
