/** The program: hands its command line over and ends with the exit code. */
import { runCommandLine, type Interrupt } from './commandLine';

/** Whatever hangs while we stop: who sent SIGTERM kills ten seconds later, and a program that ends itself tells why. */
const LATEST_MS = 9_500;

/** The second Ctrl-C ends the program there and then. */
function onInterrupt(): Interrupt {
  const state = { happened: false };
  const first = new Promise<void>((resolve) => {
    const interrupt = () => {
      if (state.happened) process.exit(130);
      state.happened = true;
      setTimeout(() => process.exit(1), LATEST_MS).unref();
      resolve();
    };
    process.on('SIGINT', interrupt);
    process.on('SIGTERM', interrupt);
  });
  return { happened: () => state.happened, first };
}

/** What nothing caught: a failure of the system below costs what it interrupted, a fault of ours the program, in a known state. */
function onStray(tell: (error: unknown) => void): void {
  process.on('unhandledRejection', tell);
  process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
    tell(error);
    if (error.syscall === undefined) process.exit(1);
  });
}

const { stdout, stderr, env, argv } = process;
const io = { stdout, stderr, env, program: argv[1]!, workingDir: process.cwd(), onInterrupt, onStray };
process.exitCode = await runCommandLine(argv.slice(2), io);
// What was written may still be on its way into a pipe; what is still open must not keep a finished program alive.
setTimeout(() => process.exit(), 1000).unref();
