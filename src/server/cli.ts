/** The program: hands its command line over and ends with the exit code. */
import { runCommandLine, type Interrupt } from './commandLine';

/** The second Ctrl-C ends the program there and then. */
function onInterrupt(): Interrupt {
  const state = { happened: false };
  const first = new Promise<void>((resolve) => {
    const interrupt = () => {
      if (state.happened) process.exit(130);
      state.happened = true;
      resolve();
    };
    process.on('SIGINT', interrupt);
    process.on('SIGTERM', interrupt);
  });
  return { happened: () => state.happened, first };
}

const { stdout, stderr, env, argv } = process;
const io = { stdout, stderr, env, program: argv[1]!, workingDir: process.cwd(), onInterrupt };
process.exitCode = await runCommandLine(argv.slice(2), io);
// What was written may still be on its way into a pipe; what is still open must not keep a finished program alive.
setTimeout(() => process.exit(), 1000).unref();
