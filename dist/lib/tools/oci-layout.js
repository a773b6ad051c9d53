import { UserError } from "../base/errors.js";
import { renderLayout } from "../domain/scanning.js";
import { digestHex } from "../domain/image.js";
import { explainDisk } from "../base.js";
import { createWriteStream } from "node:fs";
import { dirname, join } from "node:path";
import { mkdir, readFile, rename, rm, statfs, writeFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";

// lib/tools/oci-layout/paths.ts
/** Path of a blob inside an OCI layout (image-spec 1.1, image-layout.md, "Blobs"). */
function blobPath(digest) {
	return join("blobs", digest.slice(0, digest.indexOf(":")), digestHex(digest));
}

// lib/tools/oci-layout/save.ts
/**
* Streams a blob into a file, hashed on the way. The file has its name only once it is whole.
* Throws SCAN_IMAGE_NOT_FOUND, SCAN_IMAGE_UNSUPPORTED, SCAN_DISK_FULL and what the source throws.
*/
async function saveBlob({ shelf, repository }, blob, file) {
	const subject = `${repository}@${blob.digest}`;
	const part = `${file}.part`;
	let size = 0;
	const sink = async (pieces) => {
		size = 0;
		const count = async function* () {
			for await (const piece of pieces) {
				size += piece.length;
				yield piece;
			}
		};
		await pipeline(count(), createWriteStream(part, { mode: 384 }));
	};
	try {
		await mkdir(dirname(file), { recursive: true });
		if (!await shelf.streamBlob(repository, blob.digest, {
			maxBytes: blob.size,
			sink
		})) throw gone(subject);
		if (size !== blob.size) throw refuse(subject, `it has ${size} bytes, the manifest says ${blob.size}`);
		await rename(part, file);
	} catch (error) {
		await rm(part, { force: true });
		throw explainDisk(error, dirname(file));
	}
}
/** Throws SCAN_DISK_FULL when the file system of a folder has less room than that. */
async function assertSpace(folder, bytes) {
	const { bavail, bsize } = await statfs(folder);
	const free = bavail * bsize;
	if (free >= bytes) return;
	throw new UserError("SCAN_DISK_FULL", {
		subject: folder,
		reason: `${formatMegabytes(bytes)} are needed, ${formatMegabytes(free)} are free`
	});
}
/** `12 MB`, rounded up. */
function formatMegabytes(bytes) {
	return `${Math.ceil(bytes / 1e6)} MB`;
}
function gone(subject) {
	return new UserError("SCAN_IMAGE_NOT_FOUND", {
		subject,
		reason: "the registry has no such layer"
	});
}
function refuse(subject, reason) {
	return new UserError("SCAN_IMAGE_UNSUPPORTED", {
		subject,
		reason
	});
}

// lib/tools/oci-layout/pull.ts
/** The largest configuration that is read. */
const maxConfigBytes = 8388608;
/** Pulls one platform into an OCI layout of its own, each blob hashed again; answers its configuration. */
async function pullPlatform(folder, { manifest, content }, source) {
	const { config } = content;
	if (config.size > maxConfigBytes) throw tooLarge(source.repository, config);
	const blobs = new Map([config, ...content.layers].map((blob) => [blob.digest, blob]));
	await mkdir(folder, { recursive: true });
	await assertSpace(folder, [...blobs.values()].reduce((sum, { size }) => sum + size, 0));
	for (const blob of blobs.values()) await saveBlob(source, blob, join(folder, blobPath(blob.digest)));
	await writeIn(folder, blobPath(manifest.digest), manifest.bytes);
	for (const [name, text] of renderLayout([manifest])) await writeIn(folder, name, text);
	return readFile(join(folder, blobPath(config.digest)), "utf8");
}
/** Writes a small file below a folder. */
async function writeIn(folder, path, content) {
	const file = join(folder, path);
	await mkdir(dirname(file), { recursive: true });
	await writeFile(file, content, { mode: 384 });
}
function tooLarge(repository, { digest, size }) {
	return new UserError("SCAN_IMAGE_UNSUPPORTED", {
		subject: `${repository}@${digest}`,
		reason: `its configuration has ${size} bytes, at most ${maxConfigBytes} are read`
	});
}

export { pullPlatform };