import { promisify } from "node:util";
import fs, { constants } from "node:fs/promises";
import childProcess from "node:child_process";
import process from "node:process";
import { Buffer } from "node:buffer";

// node_modules/powershell-utils/index.js
const execFile$1 = promisify(childProcess.execFile);
const powerShellPath = () => `${process.env.SYSTEMROOT || process.env.windir || String.raw`C:\Windows`}\\System32\\WindowsPowerShell\\v1.0\\powershell.exe`;
const argumentsPrefix = [
	"-NoProfile",
	"-NonInteractive",
	"-ExecutionPolicy",
	"Bypass",
	"-EncodedCommand"
];
const encodeCommand = (command) => Buffer.from(command, "utf16le").toString("base64");
const escapeArgument = (value) => `'${String(value).replaceAll(/['‘’‚‛]/g, (match) => match + match)}'`;
const createArguments = (command) => [...argumentsPrefix, encodeCommand(command)];
const createExecFileOptions = (options) => ({
	encoding: "utf8",
	...options,
	shell: false
});
const executePowerShell = async (command, options = {}) => {
	const { powerShellPath: psPath, ...execFileOptions } = options;
	return execFile$1(psPath ?? powerShellPath(), createArguments(command), createExecFileOptions(execFileOptions));
};
executePowerShell.argumentsPrefix = argumentsPrefix;
executePowerShell.encodeCommand = encodeCommand;
executePowerShell.escapeArgument = escapeArgument;
executePowerShell.createArguments = createArguments;

export { executePowerShell, powerShellPath };