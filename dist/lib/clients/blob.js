import { createRest, quoteReply, readCorrelationId, readText } from "./http.js";
import { ExternalError } from "../base/errors.js";

// lib/clients/blob/blocks.ts
/**
* Cuts a stream into pieces of exactly `size` bytes, the last one shorter; holds one piece at a time.
* An empty stream has no pieces.
*/
async function* cutBlocks(content, size) {
	let block = Buffer.allocUnsafe(size);
	let used = 0;
	for await (const chunk of content) for (let at = 0; at < chunk.byteLength;) {
		const taken = Math.min(size - used, chunk.byteLength - at);
		block.set(chunk.subarray(at, at + taken), used);
		used += taken;
		at += taken;
		if (used < size) continue;
		yield block;
		block = Buffer.allocUnsafe(size);
		used = 0;
	}
	if (used > 0) yield block.subarray(0, used);
}
/** The id of the n-th block: all ids of a blob must have one length (Put Block, "Blockid"). */
function blockId(index) {
	return Buffer.from(String(index).padStart(8, "0")).toString("base64");
}

// lib/clients/blob/failures.ts
/** The storage error code, from the header or, where there is none, from the XML body. */
function readStorageCode(response) {
	return response.headers.get("x-ms-error-code") ?? /<Code>([A-Za-z]{1,80})<\/Code>/.exec(readText(response))?.[1] ?? "";
}
/** A refusal of the storage account; the link is a secret, so only host and path are named. */
function explainBlobRefusal(response, url, operation) {
	const { host, pathname } = new URL(url);
	const correlationId = readCorrelationId(response);
	const code = codeOf(response.status);
	return new ExternalError(code, {
		system: "Azure Storage",
		operation,
		subject: `${host}${pathname}`,
		reason: quoteReply(`HTTP ${response.status} ${readStorageCode(response)}`),
		status: response.status,
		isRetryable: code !== "BLOB_REFUSED",
		...correlationId === void 0 ? {} : { correlationId }
	});
}
function codeOf(status) {
	if (status === 401 || status === 403) return "BLOB_LINK_EXPIRED";
	return status === 429 || status >= 500 ? "BLOB_UNAVAILABLE" : "BLOB_REFUSED";
}

// lib/clients/blob/client.ts
/** Small enough to be held and sent again, large enough that 50,000 blocks (the limit) are more than any context. */
const blockBytes = 4194304;
const apiVersion = "2021-12-02";
/** Azure Storage through links that carry their own right (SAS), so without a credential. */
function createBlobClient(options) {
	const rest = createRest(options);
	return {
		upload: (url, content, signal) => upload(rest, url, content, signal),
		readLog: (url, offset, maxBytes) => readLog(rest, url, offset, maxBytes)
	};
}
async function upload(rest, url, content, signal) {
	const ids = [];
	for await (const block of cutBlocks(content, blockBytes)) {
		const id = blockId(ids.length);
		await put(rest, withQuery(url, {
			comp: "block",
			blockid: id
		}), block, signal);
		ids.push(id);
	}
	const xml = `<?xml version="1.0" encoding="utf-8"?><BlockList>${ids.map((id) => `<Latest>${id}</Latest>`).join("")}</BlockList>`;
	await put(rest, withQuery(url, { comp: "blocklist" }), xml, signal);
}
async function put(rest, url, body, signal) {
	const response = await send(rest, {
		method: "PUT",
		url,
		body,
		headers: typeof body === "string" ? { "Content-Type": "application/xml" } : octets,
		isRepeatable: true,
		signal
	});
	if (response.status !== 201) throw explainBlobRefusal(response, url, "upload");
}
const octets = { "Content-Type": "application/octet-stream" };
async function readLog(rest, url, offset, maxBytes) {
	const response = await send(rest, {
		method: "GET",
		url,
		headers: { "x-ms-range": `bytes=${offset}-${offset + maxBytes - 1}` },
		maxBytes
	});
	if (response.status === 206 || response.status === 200) return readChunk(response, offset);
	if (response.status === 404 && isMissing(response)) return {
		bytes: /* @__PURE__ */ new Uint8Array(),
		isStarted: false
	};
	if (response.status === 416) return readEnd(rest, url, offset);
	throw explainBlobRefusal(response, url, "read log");
}
function readChunk(response, offset) {
	const total = Number(/\/(\d+)$/.exec(response.headers.get("content-range") ?? "")?.[1]);
	const isWhole = response.status === 200 || offset + response.bytes.byteLength >= total;
	return {
		bytes: response.bytes,
		isStarted: true,
		...isWhole ? readCompletion(response) : {}
	};
}
async function readEnd(rest, url, offset) {
	const response = await send(rest, {
		method: "HEAD",
		url
	});
	if (response.status !== 200) throw explainBlobRefusal(response, url, "read log properties");
	const hasGrown = Number(response.headers.get("content-length")) > offset;
	return {
		bytes: /* @__PURE__ */ new Uint8Array(),
		isStarted: true,
		...hasGrown ? {} : readCompletion(response)
	};
}
function readCompletion(response) {
	const value = response.headers.get("x-ms-meta-complete");
	return value === void 0 ? {} : { completion: value.toLowerCase() };
}
function isMissing(response) {
	const code = readStorageCode(response);
	return code === "" || code === "BlobNotFound" || code === "ContainerNotFound";
}
function send(rest, request) {
	return rest.send({
		...request,
		headers: {
			"x-ms-version": apiVersion,
			...request.headers
		}
	});
}
function withQuery(url, query) {
	const target = new URL(url);
	const added = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
	target.search = [target.search, ...added].filter((part) => part !== "").join("&");
	return target.href;
}

export { createBlobClient };