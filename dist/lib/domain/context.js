import { UserError } from "../base/errors.js";

// lib/domain/context/clean-path.ts
/** Go's `path.Clean`, by which Docker normalises ignore patterns: no `.`, no inner `..`, no double or trailing slash. */
function cleanPath(path) {
	const isRooted = path.startsWith("/");
	const kept = [];
	for (const part of path.split("/")) {
		if (part === "" || part === ".") continue;
		const isAboveRoot = kept.length === 0 || kept.at(-1) === "..";
		if (part !== "..") kept.push(part);
		else if (!isAboveRoot) kept.pop();
		else if (!isRooted) kept.push(part);
	}
	const joined = kept.join("/");
	if (isRooted) return `/${joined}`;
	return joined === "" ? "." : joined;
}

// lib/domain/context/ignore-file.ts
const maxLineCharacters = 65536;
/**
* The patterns of a .dockerignore in order, as moby's `ignorefile.ReadAll` reads them: comments only in the first
* column, byte order mark and white space dropped, paths normalised, one leading slash removed.
* https://docs.docker.com/build/concepts/context/#dockerignore-files
*/
function parseIgnoreFile(text) {
	return text.replace(/^\u{feff}/u, "").split("\n").flatMap((line, index) => parseLine(line, index + 1));
}
function parseLine(line, number) {
	if (line.length > maxLineCharacters) throw new UserError("CONTEXT_IGNORE_INVALID", {
		subject: `line ${number}`,
		reason: "the line is longer than 64 KiB"
	});
	if (line.startsWith("#")) return [];
	const trimmed = line.trim();
	if (trimmed === "") return [];
	const isException = trimmed.startsWith("!");
	const path = isException ? trimmed.slice(1).trim() : trimmed;
	return [`${isException ? "!" : ""}${normalise(path)}`];
}
function normalise(path) {
	if (path === "") return path;
	const clean = cleanPath(path);
	return clean.length > 1 && clean.startsWith("/") ? clean.slice(1) : clean;
}
/**
* The files that Docker looks for, the first that exists being the one: `<Dockerfile>.dockerignore` beside the
* Dockerfile, then `.dockerignore` at the root of the context.
* https://docs.docker.com/build/concepts/context/#filename-and-location
*/
function ignoreFileCandidates(dockerfile) {
	return [`${dockerfile}.dockerignore`, ".dockerignore"];
}

// lib/domain/context/pattern-syntax.ts
/**
* Whether Go's `path.Match` accepts the pattern: moby refuses the whole file otherwise.
* https://pkg.go.dev/path#Match
*/
function isWellFormedPattern(pattern) {
	const characters = [...pattern];
	for (let at = 0; at < characters.length; at += 1) {
		if (characters[at] === "\\") at += 1;
		else if (characters[at] === "[") at = findClassEnd(characters, at);
		if (at >= characters.length) return false;
	}
	return true;
}
function findClassEnd(characters, start) {
	const malformed = characters.length;
	let at = characters[start + 1] === "^" ? start + 2 : start + 1;
	for (let ranges = 0;; ranges += 1) {
		if (characters[at] === "]" && ranges > 0) return at;
		const low = skipClassCharacter(characters, at);
		if (low === void 0) return malformed;
		at = low;
		if (characters[at] !== "-") continue;
		const high = skipClassCharacter(characters, at + 1);
		if (high === void 0) return malformed;
		at = high;
	}
}
function skipClassCharacter(characters, at) {
	const character = characters[at];
	if (character === void 0 || character === "-" || character === "]") return void 0;
	const next = character === "\\" ? at + 2 : at + 1;
	return next < characters.length ? next : void 0;
}

// lib/domain/context/expression.ts
/** Go's regular expression syntax, as moby's translation of a pattern uses it, in the stricter syntax of JavaScript's `u` flag. */
function translateExpression(source) {
	const characters = [...source];
	let isInClass = false;
	let result = "";
	for (let at = 0; at < characters.length; at += 1) {
		const character = characters[at] ?? "";
		if (character === "\\") {
			at += 1;
			result += escapeCharacter(characters[at] ?? "");
		} else if (isInClass) {
			isInClass = character !== "]";
			result += character === "[" ? "\\[" : character;
		} else {
			isInClass = character === "[";
			result += character === "]" ? "\\]" : character;
		}
	}
	return result;
}
function escapeCharacter(character) {
	if (/[A-Za-z0-9]/.test(character)) return `\\${character}`;
	return /[$^\\.*+?()[\]{}|/-]/.test(character) ? `\\u{${character.charCodeAt(0).toString(16)}}` : character;
}

// lib/domain/context/ignore-pattern.ts
/** Compiles a pattern by the rules of moby's `patternmatcher` (v0.6); a malformed one throws CONTEXT_IGNORE_INVALID. */
function compileIgnorePattern(line) {
	const clean = cleanPath(line.trim());
	const isException = clean.startsWith("!");
	const text = isException ? clean.slice(1) : clean;
	if (text === "") throw refuse(line, "it is an exclamation mark alone");
	if (!isWellFormedPattern(text)) throw refuse(line, "it has an unfinished \"[\" or \"\\\", or an empty or open range");
	return {
		text,
		isException,
		...compile(text, line)
	};
}
function compile(text, line) {
	const { kind, source } = scanPattern([...text]);
	switch (kind) {
		case "exact": return {
			isLiteral: true,
			matches: (path) => path === text
		};
		case "prefix": return {
			isLiteral: false,
			matches: (path) => path.startsWith(text.slice(0, -2))
		};
		case "suffix": return {
			isLiteral: false,
			matches: suffixMatcher(text.slice(2))
		};
		case "expression": {
			const expression = compileExpression(source, line);
			return {
				isLiteral: false,
				matches: (path) => expression.test(path)
			};
		}
	}
}
function suffixMatcher(suffix) {
	return (path) => path.endsWith(suffix) || suffix.startsWith("/") && path === suffix.slice(1);
}
function scanPattern(characters) {
	const scan = {
		kind: "exact",
		source: ""
	};
	for (let at = 0; at < characters.length;) at = characters[at] === "*" && characters[at + 1] === "*" ? addDoubleStar(scan, characters, at) : addCharacter(scan, characters, at);
	return scan;
}
function addDoubleStar(scan, characters, start) {
	const next = characters[start + 2] === "/" ? start + 3 : start + 2;
	if (next < characters.length) {
		scan.source += "(.*/)?";
		scan.kind = "expression";
	} else if (scan.kind === "exact") scan.kind = "prefix";
	else {
		scan.source += ".*";
		scan.kind = "expression";
	}
	if (start === 0) scan.kind = "suffix";
	return next;
}
function addCharacter(scan, characters, at) {
	const character = characters[at] ?? "";
	if (character === "\\") {
		scan.source += `\\${characters[at + 1] ?? ""}`;
		scan.kind = "expression";
		return at + 2;
	}
	if ("*?[]".includes(character)) scan.kind = "expression";
	scan.source += sourceOf(character);
	return at + 1;
}
function sourceOf(character) {
	if (character === "*") return "[^/]*";
	if (character === "?") return "[^/]";
	return ".+()|{}$".includes(character) ? `\\${character}` : character;
}
function compileExpression(source, line) {
	try {
		return new RegExp(translateExpression(`^${source}$`), "u");
	} catch (cause) {
		if (!(cause instanceof SyntaxError)) throw cause;
		throw refuse(line, "it is no pattern that Docker accepts", cause);
	}
}
function refuse(line, reason, cause) {
	return new UserError("CONTEXT_IGNORE_INVALID", {
		subject: line.slice(0, 200),
		reason,
		cause
	});
}

// lib/domain/context/ignore-matcher.ts
/** Compiles the patterns of {@link parseIgnoreFile}; throws CONTEXT_IGNORE_INVALID. */
function compileIgnore(lines) {
	const patterns = lines.map(compileIgnorePattern);
	const exceptions = patterns.filter(({ isException }) => isException);
	return {
		isIgnored: (path) => isIgnored(patterns, path),
		mayHoldKept: (folder) => exceptions.some((pattern) => reachesInto(pattern, folder))
	};
}
function isIgnored(patterns, path) {
	const candidates = [path, ...listParents(path)];
	return patterns.reduce((ignored, pattern) => {
		if (pattern.isException !== ignored) return ignored;
		return candidates.some((candidate) => pattern.matches(candidate)) ? !ignored : ignored;
	}, false);
}
function listParents(path) {
	const parents = [];
	for (let at = path.indexOf("/"); at >= 0; at = path.indexOf("/", at + 1)) parents.push(path.slice(0, at));
	return parents;
}
function reachesInto(pattern, folder) {
	return !pattern.isLiteral || `${pattern.text}/`.startsWith(`${folder}/`);
}

// lib/domain/context/tar.ts
const blockBytes = 512;
const nameBytes = 100;
const maxOctalSize = 8589934591;
const typeFlags = {
	file: "0",
	folder: "5",
	link: "2"
};
/** The end of an archive: two empty blocks (POSIX.1-2017 pax, "ustar Interchange Format"). */
const tarEnd = new Uint8Array(2 * blockBytes);
/** The header of an entry, with a pax record before it where name, target or size do not fit the old format. */
function encodeTarHeader(entry) {
	const name = entry.kind === "folder" ? `${entry.path}/` : entry.path;
	const records = listPaxRecords(name, entry);
	const header = encodeBlock({
		name,
		mode: modeOf(entry),
		size: Math.min(entry.size, maxOctalSize),
		flag: typeFlags[entry.kind],
		target: entry.target ?? ""
	});
	return records === "" ? header : Buffer.concat([encodePax(records), header]);
}
/** The zeros that fill an entry's content up to the next block. */
function tarPadding(size) {
	return new Uint8Array((blockBytes - size % blockBytes) % blockBytes);
}
function modeOf({ kind, isExecutable }) {
	if (kind === "link") return 511;
	return kind === "folder" || isExecutable ? 493 : 420;
}
function listPaxRecords(name, { size, target = "" }) {
	return [
		fits(name) ? "" : encodeRecord("path", name),
		fits(target) ? "" : encodeRecord("linkpath", target),
		size <= maxOctalSize ? "" : encodeRecord("size", String(size))
	].join("");
}
function fits(text) {
	return text.length <= nameBytes && /^[\x20-\x7e]*$/.test(text);
}
function encodeRecord(key, value) {
	const rest = ` ${key}=${value}\n`;
	const restBytes = Buffer.byteLength(rest);
	return `${restBytes + String(restBytes + String(restBytes).length).length}${rest}`;
}
function encodePax(records) {
	const body = Buffer.from(records, "utf8");
	const header = encodeBlock({
		name: "PaxHeader",
		mode: 420,
		size: body.length,
		flag: "x",
		target: ""
	});
	return Buffer.concat([
		header,
		body,
		tarPadding(body.length)
	]);
}
function encodeBlock({ name, mode, size, flag, target }) {
	const block = Buffer.alloc(blockBytes);
	writeText(block, name, 0);
	writeOctal(block, mode, {
		at: 100,
		width: 8
	});
	writeOctal(block, 0, {
		at: 108,
		width: 8
	});
	writeOctal(block, 0, {
		at: 116,
		width: 8
	});
	writeOctal(block, size, {
		at: 124,
		width: 12
	});
	writeOctal(block, 0, {
		at: 136,
		width: 12
	});
	block.fill(" ", 148, 156);
	block.write(flag, 156, "latin1");
	writeText(block, target, 157);
	block.write("ustar\x0000", 257, "latin1");
	writeChecksum(block);
	return block;
}
function writeText(block, text, at) {
	Buffer.from(text, "utf8").copy(block, at, 0, nameBytes);
}
function writeOctal(block, value, { at, width }) {
	block.write(value.toString(8).padStart(width - 1, "0"), at, "latin1");
}
function writeChecksum(block) {
	const sum = block.reduce((total, byte) => total + byte, 0);
	block.write(`${sum.toString(8).padStart(6, "0")}\u0000 `, 148, "latin1");
}

export { cleanPath, compileIgnore, encodeTarHeader, ignoreFileCandidates, parseIgnoreFile, tarEnd, tarPadding };