import { findEarliest, findTime, isKnownFamily, isPackageIn, normaliseFamily, parsePurl, rankOf } from "./findings.js";
import { computeDigest, isDigest } from "./image.js";
import { checkStrictJson, maxYamlCharacters, readYamlDocument } from "../base.js";
import { array, boolean, check, description, integer, literal, maxLength, maxValue, minLength, minValue, number, object, optional, picklist, pipe, record, regex, safeParse, startsWith, strictObject, string, trim, union } from "../../vendor/valibot.js";

// lib/domain/gate/reasons.ts
const maxCharacters$1 = 300;
/** A reason why nothing can be said. */
function unknown(rule, subject, words) {
	return build("indeterminate", rule, subject, words);
}
/** A reason why the image must not go there. */
function fail(rule, subject, words) {
	return build("fail", rule, subject, words);
}
/** Something to know. */
function note(rule, subject, detail, by) {
	return {
		rule,
		subject: clean(subject),
		detail: clean(detail),
		by
	};
}
function build(outcome, rule, subject, words) {
	const { detail, clears, by } = words;
	return {
		outcome,
		rule,
		subject: clean(subject),
		detail: clean(detail),
		clears: clean(clears),
		by
	};
}
/** One line, bounded, nothing unseen: names come out of files, and end up in logs, summaries and terminals. */
function clean(text) {
	const plain = text.slice(0, 2 * maxCharacters$1).replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ");
	return plain.length > maxCharacters$1 ? `${plain.slice(0, 299)}…` : plain;
}

// lib/domain/gate/check-facts.ts
/** What would bring a missing fact. */
const sources = {
	report: "give a scanner’s report",
	database: "say when the scanner’s database was built",
	time: "say what time it is",
	"scan-time": "give a report that says when it was made, or the time of the scan in the facts",
	subject: "give the digest of the image and its platform manifests",
	packages: "give a report that lists packages",
	os: "give a report that names the operating system",
	provenance: "sign provenance for the build, or an import record",
	kev: "give the catalogue of known exploited vulnerabilities",
	epss: "give the EPSS scores of the day",
	"first-seen": "give the earlier statements about this repository",
	live: "give the bill of materials of what runs, or say that nothing does",
	"self-test": "let the scanner find a planted vulnerability first",
	"waiver-approvals": "give the approvals of the pull requests that brought the waivers in"
};
/** Whether the facts that the policy asks for are there, readable and fresh. */
function checkFacts(facts, environment, now) {
	return [
		...[...environment.requires].filter((name) => !isGiven(name, facts, now)).map((name) => unknown(name === "time" ? "time-unknown" : "fact-missing", name, {
			detail: "the policy asks for it and nobody gave it",
			clears: sources[name]
		})),
		...facts.problems.map(({ name, code, detail, clears = "give the file whole and unchanged" }) => unknown("fact-malformed", name, {
			detail: `${code}: ${detail}`,
			clears
		})),
		...checkAges(facts, environment, now),
		...checkSelfTest(facts),
		...checkProvenance(facts, environment)
	];
}
function isGiven(name, facts, now) {
	switch (name) {
		case "report": return facts.reports.length > 0;
		case "time": return Number.isFinite(now);
		case "scan-time": return facts.reports.every(({ value }) => (value.scannedAt ?? facts.scannedAt?.value) !== void 0);
		case "subject": return facts.digest !== void 0 && facts.manifests !== void 0;
		case "packages":
		case "os": return true;
		default: return findSource(name, facts) !== void 0;
	}
}
function findSource(name, facts) {
	switch (name) {
		case "first-seen": return facts.firstSeen;
		case "self-test": return facts.selfTest;
		case "waiver-approvals": return facts.approvals;
		default: return facts[name];
	}
}
function checkAges(facts, { freshness }, now) {
	const { database, kev, epss, skew } = { ...freshness };
	return [...[
		{
			name: "database",
			date: facts.database?.value,
			maxAge: database
		},
		{
			name: "kev",
			date: facts.kev?.value.date,
			maxAge: kev
		},
		{
			name: "epss",
			date: facts.epss?.value.date,
			maxAge: epss
		}
	].map((item) => ({
		...item,
		...rulesOf(item.name)
	}))].flatMap(({ name, date, maxAge, stale, future }) => {
		if (date === void 0) return [];
		if (!(date <= now + skew)) return [unknown(future, name, {
			detail: "it is dated in the future",
			clears: "correct the clock"
		})];
		if (now - date <= maxAge) return [];
		return [unknown(stale, name, {
			detail: "it is too old",
			clears: "refresh it",
			by: date + maxAge
		})];
	});
}
function rulesOf(name) {
	if (name === "kev") return {
		stale: "kev-stale",
		future: "kev-future"
	};
	if (name === "epss") return {
		stale: "epss-stale",
		future: "epss-future"
	};
	return {
		stale: "database-stale",
		future: "database-future"
	};
}
function checkSelfTest({ selfTest }) {
	if (selfTest === void 0 || selfTest.value.passed) return [];
	return [unknown("self-test-failed", "self-test", {
		detail: "the scanner did not find what was planted, or found something where there is nothing",
		clears: "mend the scanner or its database"
	})];
}
function checkProvenance(facts, environment) {
	if (facts.provenance === void 0) return [];
	const { subject, builder } = facts.provenance.value;
	const reasons = [];
	if (facts.digest !== void 0 && subject !== facts.digest) {
		const detail = `it is about ${subject}`;
		reasons.push(unknown("provenance-subject", "provenance", {
			detail,
			clears: "give that of this digest"
		}));
	}
	if (!environment.builders.has(builder)) reasons.push(fail("provenance-builder", builder, {
		detail: "the policy does not name this builder",
		clears: "build or import the image with a workflow that the policy names in `builders`"
	}));
	return reasons;
}

// lib/domain/gate/check-reports.ts
/** Whether the reports can be believed, are about this image, and are all there. */
function checkReports(facts, environment, now) {
	return [...facts.reports.flatMap((report) => [
		...listProblems(report),
		...checkSubject(report, facts),
		...checkContent(report, environment),
		...checkTime(report, facts, {
			environment,
			now
		})
	]), ...checkManifests(facts, environment)];
}
function listProblems({ input, value }) {
	return value.problems.map(({ code, path, detail }) => unknown("report-malformed", input.name, {
		detail: `${code}${path === "" ? "" : ` at ${path}`}: ${detail}`,
		clears: "scan again and give the report as the scanner wrote it"
	}));
}
function checkSubject({ input, value }, facts) {
	const configs = facts.manifests?.value.map(({ config }) => config);
	if ((configs === void 0 ? facts.digest === void 0 || [value.imageId, ...value.digests].includes(facts.digest) : value.imageId !== void 0 && configs.includes(value.imageId)) || value.format === void 0) return [];
	const about = value.imageId ?? value.digests[0] ?? "no digest";
	return [unknown("report-subject", input.name, {
		detail: `it is about ${about}, not about this image`,
		clears: "give the report of this digest"
	})];
}
function checkContent({ input, value }, environment) {
	if (value.format === void 0) return [];
	const reasons = [];
	const needsPackages = environment.requires.has("packages") && value.packages === "unsaid";
	if (value.packages === "none" || needsPackages) reasons.push(unknown("packages-none", input.name, {
		detail: "it does not show that any package was examined",
		clears: "scan the image itself, with packages, in a format that lists them"
	}));
	if (!isSystemGood(value.os, environment)) reasons.push(unknown("os-unknown", input.name, {
		detail: describeSystem(value.os),
		clears: "use a base image that the scanner knows; for one from scratch set `allow-no-os: true`"
	}));
	return reasons;
}
function isSystemGood(os, environment) {
	switch (os.kind) {
		case "known": return true;
		case "none": return environment.isOsOptional;
		case "unrecognised": return false;
		case "unsaid": return !environment.requires.has("os");
	}
}
function describeSystem(os) {
	if (os.kind === "unrecognised") return `the scanner has no advisories for the system "${os.family}"`;
	return os.kind === "none" ? "it names no operating system" : "its format does not tell the operating system";
}
function checkTime(report, facts, { environment, now }) {
	const { input, value } = report;
	const scannedAt = value.scannedAt ?? facts.scannedAt?.value;
	if (scannedAt === void 0) return [];
	const { scan, skew } = environment.freshness;
	const rescan = { clears: "scan again" };
	const built = facts.database?.value ?? Number.NEGATIVE_INFINITY;
	if (!(scannedAt <= now + skew)) return [unknown("scan-future", input.name, {
		detail: "the scan is in the future",
		clears: "correct the clock"
	})];
	if (now - scannedAt > scan) return [unknown("scan-stale", input.name, {
		detail: "the scan is too old",
		...rescan,
		by: scannedAt + scan
	})];
	if (built > scannedAt + skew) return [unknown("database-future", input.name, {
		detail: "the database is newer than the scan",
		...rescan
	})];
	return [];
}
function checkManifests(facts, environment) {
	const { manifests } = facts;
	if (manifests === void 0) return checkScanners(facts.reports, "the image", environment, false);
	return manifests.value.flatMap(({ config, platform }) => {
		return checkScanners(facts.reports.filter(({ value }) => value.imageId === config), platform, environment, true);
	});
}
function checkScanners(reports, platform, environment, isBound) {
	const names = reports.map(({ value }) => value.scanner.name);
	const wanted = environment.scanners.length > 0 ? environment.scanners : names.slice(0, 1);
	const reasons = wanted.filter((name) => !names.includes(name)).map((name) => unknown("report-missing", platform, {
		detail: `${name} gave no report of it`,
		clears: `scan it with ${name}`
	}));
	if (!isBound) return reasons;
	if (wanted.length === 0) return [unknown("report-missing", platform, {
		detail: "no report is about it",
		clears: "scan it"
	})];
	const extra = names.filter((name, index) => names.indexOf(name) < index || !wanted.includes(name));
	return [...reasons, ...extra.map((name) => unknown("report-repeated", platform, {
		detail: `a report of "${name}" beside the ones that are asked for`,
		clears: "give one report for each platform and scanner that the policy names"
	}))];
}

// lib/domain/gate/decision-inputs.ts
/**
* What a decision stands on, and what was looked at beside it. A fact stands among the inputs when the policy requires
* it, or when it cleared something: without it there would be no pass.
*/
function listInputs({ policy, environment }, facts, usedVex) {
	const inputs = [policy.input, ...facts.reports.map(({ input }) => input)];
	const consulted = [];
	for (const [name, input] of listFacts(facts)) (isNeeded(name, facts, environment) ? inputs : consulted).push(input);
	for (const { input } of facts.vex) (usedVex.has(input.digest) ? inputs : consulted).push(input);
	return {
		inputs,
		consulted
	};
}
function isNeeded(name, facts, environment) {
	if (!environment.requires.has(name)) return false;
	return name !== "scan-time" || facts.reports.some(({ value }) => value.scannedAt === void 0);
}
function listFacts(facts) {
	return [
		["database", facts.database],
		["scan-time", facts.scannedAt],
		["subject", facts.manifests],
		["provenance", facts.provenance],
		["kev", facts.kev],
		["epss", facts.epss],
		["first-seen", facts.firstSeen],
		["live", facts.live],
		["self-test", facts.selfTest],
		["waiver-approvals", facts.approvals]
	].flatMap(([name, fact]) => fact === void 0 ? [] : [[name, fact.input]]);
}

// lib/domain/gate/end-of-life.ts
/** A finding when the policy says that support of the image's system has ended; the longest name that fits counts. */
function findSupportEnds({ os }, policy, now) {
	if (os.kind !== "known") return [];
	const release = `${os.family} ${os.version}`.trim().toLowerCase();
	const names = [...policy.endOfLife.keys()];
	if (os.version === "" && names.some((name) => name.startsWith(`${os.family} `))) return [buildFinding(os, "unknown", `the report does not say which release of ${os.family} it is`)];
	const [name] = names.filter((start) => isRelease(release, start)).sort((a, b) => b.length - a.length);
	const date = name === void 0 ? void 0 : policy.endOfLife.get(name);
	if (date === void 0 || !(now >= date)) return [];
	return [buildFinding(os, "critical", `${os.family} ${os.version} gets no more security updates`)];
}
/** `debian 11` in two. */
function splitRelease(name) {
	const [family = "", ...version] = name.trim().toLowerCase().split(/\s+/);
	return [family, version.join(" ")];
}
function isRelease(release, start) {
	return release.startsWith(start) && !/^[a-z0-9]/.test(release.slice(start.length));
}
function buildFinding(os, severity, title) {
	return {
		id: `EOL-${os.family}-${os.version}`,
		aliases: [],
		class: "eol",
		severity,
		severitySource: "policy",
		package: {
			name: os.family,
			version: os.version,
			purl: void 0
		},
		fix: {
			state: "unknown",
			version: void 0,
			date: void 0
		},
		publishedAt: void 0,
		location: {
			path: `${os.family} ${os.version}`,
			line: void 0
		},
		title
	};
}

// lib/domain/gate/licences.ts
const operators = [
	"and",
	"or",
	"with"
];
const oldNames = /^((?:agpl|gpl|lgpl|gfdl)-\d\.\d)(\+?)$/;
/** A licence's identifier in the one spelling in which it is compared. */
function normaliseLicence(name) {
	const [, base, plus] = oldNames.exec(name.toLowerCase()) ?? [];
	if (base === void 0) return name.toLowerCase();
	return plus === "+" ? `${base}-or-later` : `${base}-only`;
}
/** What the lists say of a licence or an expression; undefined when neither does. Every part must be allowed. */
function judgeLicence(name, licences) {
	const parts = name.toLowerCase().split(/[\s(),;/|&]+/).filter((part) => part !== "" && !operators.includes(part)).map(normaliseLicence);
	if (parts.some((part) => licences.deny.has(part))) return "denied";
	return parts.length > 0 && parts.every((part) => licences.allow.has(part)) ? "allowed" : void 0;
}

// lib/domain/gate/synonyms.ts
const single = /^(CVE-\d{4}-\d{4,}$|GHSA-|GO-\d|RUSTSEC-|PYSEC-|OSV-|MAL-|AVD-)/;
/**
* The names under which an exception may speak of a finding, in upper case. An alias counts only where it means the same
* and nothing more: an advisory's finding that stands for several CVEs is not excepted by an exception of one of them.
*/
function listSynonyms({ id, aliases }) {
	const own = id.toUpperCase();
	if (aliases.length === 0) return [own];
	const all = /* @__PURE__ */ new Set([own, ...aliases.map((alias) => alias.toUpperCase())]);
	if ([...all].filter((name) => name.startsWith("CVE-")).length > 1) return [own];
	return [...all].filter((name) => name === own || single.test(name));
}

// lib/domain/gate/vex-index.ts
/** Sorts the documents: whose author counts, which are from the future, which version of each is the last. */
function indexVex(policy, facts, latest) {
	const trusted = facts.vex.filter(({ value }) => policy.vexAuthors.has(value.author));
	const believed = keepLastVersions(trusted.filter(({ value }) => value.issuedAt <= latest));
	const byName = /* @__PURE__ */ new Map();
	for (const source of believed) for (const statement of source.value.statements) addEntry(byName, {
		source,
		statement
	});
	return {
		byName,
		contradictions: [...byName].filter(([, entries]) => hasContradiction(entries)).map(([name]) => name),
		untrusted: facts.vex.filter(({ value }) => !policy.vexAuthors.has(value.author)),
		early: trusted.filter(({ value }) => !(value.issuedAt <= latest))
	};
}
/** What is said of a finding in this image. */
function askVex(finding, facts, index) {
	if (index.byName.size === 0) return { kind: "silent" };
	const installed = parsePurl(finding.package?.purl ?? "");
	const entries = listSynonyms(finding).flatMap((name) => index.byName.get(name) ?? []).filter(({ statement }) => isAbout(statement, installed, facts));
	const clearing = entries.filter(({ statement }) => isClearing(statement));
	const [first] = clearing;
	if (first === void 0) return { kind: "silent" };
	if (clearing.length < entries.length) return { kind: "contradictory" };
	const { name, digest } = first.source.input;
	const isAlone = entries.every(({ source }) => source === first.source);
	return {
		kind: "clears",
		name,
		why: first.statement.justification ?? first.statement.status,
		digest: isAlone ? digest : void 0
	};
}
function addEntry(byName, entry) {
	for (const name of entry.statement.vulnerabilities) {
		const entries = byName.get(name);
		if (entries === void 0) byName.set(name, [entry]);
		else entries.push(entry);
	}
}
function keepLastVersions(documents) {
	const last = /* @__PURE__ */ new Map();
	for (const { value } of documents) last.set(value.id, Math.max(value.version, last.get(value.id) ?? 0));
	return documents.filter(({ value }) => value.version === last.get(value.id));
}
function isClearing(statement) {
	return statement.status === "not_affected" || statement.status === "fixed";
}
function hasContradiction(entries) {
	const said = /* @__PURE__ */ new Map();
	for (const { statement } of entries) for (const key of statement.products.flatMap(listKeys)) {
		const clears = isClearing(statement);
		if ((said.get(key) ?? clears) !== clears) return true;
		said.set(key, clears);
	}
	return false;
}
function listKeys(product) {
	const parts = product.subcomponents.length === 0 ? [""] : product.subcomponents;
	return product.names.flatMap((name) => parts.map((part) => `${name} ${part}`));
}
function isAbout(statement, installed, facts) {
	const clears = isClearing(statement);
	return statement.products.some(({ names, subcomponents }) => {
		if (names.some((name) => isImage(name, facts))) return subcomponents.length === 0 || subcomponents.some((name) => isPackage(name, installed));
		if (subcomponents.length > 0) return false;
		return names.some((name) => isPackage(name, installed) && !(clears && parsePurl(name)?.version === void 0));
	});
}
function isPackage(name, installed) {
	const scope = parsePurl(name);
	if (scope === void 0 || installed === void 0) return false;
	return isPackageIn(scope, installed);
}
function isImage(name, facts) {
	const [path = "", query = ""] = (name.replaceAll(/%3A/gi, ":").replaceAll(/%2F/gi, "/").split("#", 1)[0] ?? "").split("?");
	const isUrl = /^pkg:(?:oci|docker)\//.test(path);
	const digest = /(?:^|@)(sha256:[a-f0-9]{64})$/.exec(path)?.[1];
	if (digest !== void 0 && (isUrl || !path.startsWith("pkg:"))) return isDigestOf(digest, facts);
	return isUrl && !path.includes("@") && isRepositoryOf(query.split("&"), facts);
}
function isRepositoryOf(qualifiers, { repository }) {
	if (qualifiers.some((qualifier) => qualifier.startsWith("tag="))) return false;
	const url = qualifiers.find((qualifier) => qualifier.startsWith("repository_url="));
	return url !== void 0 && url.slice(url.indexOf("/") + 1) === repository;
}
function isDigestOf(digest, facts) {
	return digest === facts.digest || (facts.manifests?.value ?? []).some((item) => item.digest === digest);
}

// lib/domain/gate/waivers.ts
const hour = 36e5;
/** How long a waiver may live, from its creation to its end, that an emergency stands on. */
const maxBreakGlassHours = 24;
/** Sorts the waivers whose scope takes this image in. */
function openWaivers(policy, facts, time) {
	const states = /* @__PURE__ */ new Map();
	const byFinding = /* @__PURE__ */ new Map();
	for (const waiver of policy.waivers) {
		if (waiver.repository !== facts.repository) continue;
		if (waiver.digest !== void 0 && waiver.digest !== facts.digest) continue;
		states.set(waiver, judgeWaiver(waiver, facts, time));
		const name = waiver.finding.toUpperCase();
		byFinding.set(name, [...byFinding.get(name) ?? [], waiver]);
	}
	return {
		byFinding,
		states,
		matched: /* @__PURE__ */ new Set(),
		missed: /* @__PURE__ */ new Set()
	};
}
/** The waiver that lets a finding through, if there is one; every one that names it is marked as matched. */
function findWaiver(finding, book) {
	if (book.byFinding.size === 0) return void 0;
	const matching = listSynonyms(finding).flatMap((name) => book.byFinding.get(name) ?? []).filter((waiver) => isInScope(waiver, finding));
	for (const waiver of matching) book.matched.add(waiver);
	const valid = matching.find((waiver) => book.states.get(waiver) === "valid");
	if (valid === void 0) for (const waiver of matching) book.missed.add(waiver);
	return valid;
}
/** What must be said of the waivers once all findings are judged. */
function reviewWaivers(book) {
	const reasons = [];
	const notes = [];
	for (const [waiver, state] of book.states) {
		const isMatched = book.matched.has(waiver);
		const reason = toReason(waiver, state, {
			isMatched,
			isMissed: book.missed.has(waiver)
		});
		if (reason !== void 0) reasons.push(reason);
		if (!isMatched) notes.push(toNote$1(waiver));
	}
	return {
		reasons,
		notes
	};
}
function judgeWaiver(waiver, facts, time) {
	if (!(time.now < waiver.expires)) return "expired";
	if (waiver.created > time.now + time.skew) return "early";
	if (facts.approvals !== void 0 && !facts.approvals.value.has(waiver.id)) return "unapproved";
	if (time.isBreakGlass && waiver.expires - waiver.created > maxBreakGlassHours * hour) return "too-long";
	return "valid";
}
function isInScope(waiver, finding) {
	if (waiver.path !== void 0) return finding.package?.purl === void 0 && waiver.path === finding.location?.path;
	const scope = parsePurl(waiver.package ?? "");
	const installed = parsePurl(finding.package?.purl ?? "");
	if (scope === void 0 || installed === void 0) return false;
	return isPackageIn(scope, installed);
}
function toReason(waiver, state, { isMatched, isMissed }) {
	const at = `${waiver.place.file}:${waiver.place.line}`;
	switch (state) {
		case "valid": return;
		case "expired": return unknown("waiver-expired", waiver.id, {
			detail: `${at}: the waiver for ${waiver.finding} has expired`,
			clears: "remove the waiver, or ask for a new one under a new identifier",
			by: waiver.expires
		});
		case "early": return unknown("waiver-early", waiver.id, {
			detail: `${at}: the waiver was created in the future`,
			clears: "correct `created`, or the clock",
			by: waiver.created
		});
		case "unapproved":
			if (!isMatched) return void 0;
			return fail("waiver-unapproved", waiver.id, {
				detail: `${at}: ${waiver.approver} was not seen to approve it`,
				clears: `let ${waiver.approver} approve the pull request that brings the waiver in`
			});
		case "too-long":
			if (!isMissed) return void 0;
			return fail("waiver-too-long", waiver.id, {
				detail: `${at}: it lives longer than ${maxBreakGlassHours} hours, and this is a break-glass promotion`,
				clears: `bring in one for ${waiver.finding} that ends at most ${maxBreakGlassHours} hours after it was created`
			});
	}
}
function toNote$1({ id, finding, place, expires }) {
	const detail = `${place.file}:${place.line}: no finding needs the waiver for ${finding}`;
	return note("waiver-unused", id, detail, expires);
}

// lib/domain/gate/judge-finding.ts
const day$1 = 864e5;
const vulnerable = /* @__PURE__ */ new Set([
	"os",
	"library",
	"other"
]);
const thresholdClasses = [
	"os",
	"library",
	"secret",
	"misconfig",
	"licence",
	"eol"
];
/** Judges one finding; no other finding has a part in it. */
function judgeFinding(finding, bench) {
	const plain = judgePlainly(finding, bench);
	if (plain.effect !== "fail" && plain.effect !== "indeterminate") return plain;
	const waiver = findWaiver(finding, bench.waivers);
	if (waiver !== void 0) return {
		...make("waived", "waiver", waiver.id, waiver.expires),
		waiver
	};
	if (plain.rule === "kev" || !vulnerable.has(finding.class)) return plain;
	const answer = askVex(finding, bench.facts, bench.vex);
	if (answer.kind === "contradictory") return {
		...plain,
		isContradicted: true
	};
	if (answer.kind !== "clears") return plain;
	return {
		...make("vex", "vex", `${answer.name}: ${answer.why}`),
		vexDigest: answer.digest
	};
}
/** The thresholds of an environment as ranks; `other` has the strictest of all. */
function rankThresholds({ block }) {
	const ranks = thresholdClasses.map((name) => [name, rankThreshold(block[name])]);
	return new Map([...ranks, ["other", Math.min(...ranks.map(([, rank]) => rank))]]);
}
/** How a package is written in the list of what runs. */
function renderPackage(purl) {
	const name = parsePurl(purl);
	return name === void 0 ? void 0 : `${name.base}@${name.version ?? ""}`;
}
function rankThreshold(threshold) {
	if (threshold === "none") return Number.POSITIVE_INFINITY;
	return threshold === "any" ? 0 : rankOf(threshold);
}
function judgePlainly(finding, bench) {
	if (vulnerable.has(finding.class)) {
		if (isExploited(finding, bench.facts)) return make("fail", "kev");
		const isLikely = isLikelyExploited(finding, bench);
		return judgeSeverity(finding, bench, isLikely) ?? judgeVulnerability(finding, bench, isLikely);
	}
	if (finding.class === "licence") {
		const listed = judgeLicence(finding.id, bench.policy.licences);
		if (listed === "denied") return make("fail", "licence-denied");
		if (listed === "allowed") return make("tolerated", "licence-allowed");
	}
	const rule = finding.class === "eol" ? "end-of-life" : "severity";
	return judgeSeverity(finding, bench, false) ?? make("fail", rule);
}
/** What severity and threshold alone decide; undefined when the finding stands over its threshold. */
function judgeSeverity(finding, bench, isLikely) {
	const threshold = bench.ranks.get(finding.class) ?? 0;
	if (threshold === Number.POSITIVE_INFINITY) return make("below-threshold", "below-threshold");
	if (isLikely) return void 0;
	const rank = rankOf(finding.severity);
	if (rank < 0) return make("indeterminate", "severity-unknown");
	return rank < threshold ? make("below-threshold", "below-threshold") : void 0;
}
function judgeVulnerability(finding, bench, isLikely) {
	const { environment } = bench;
	if (finding.severity === "unknown") return make("fail", "epss");
	if (isUnfixed(finding, environment)) return make("tolerated", "unfixed", finding.fix.state);
	const isRunning = runsAlready(finding, bench);
	if (isRunning && environment.tolerateIfRunning.has(finding.severity)) return make("tolerated", "running-already");
	if (isLikely) return make("fail", "epss");
	const isNew = !isRunning && environment.noGraceIfNew.has(finding.severity);
	const until = findGraceEnd(finding, bench);
	if (!isNew && until !== void 0 && bench.now < until) return make("grace", "grace", "", until);
	return make("fail", "severity", "", until);
}
function isUnfixed({ fix }, { tolerateUnfixed }) {
	return fix.version === void 0 && tolerateUnfixed.has(fix.state);
}
/** When the grace of a finding ends; undefined when there is none. */
function findGraceEnd(finding, { environment, facts, now }) {
	const days = environment.grace[finding.severity] ?? 0;
	const start = finding.fix.date ?? findFirstSight(finding, facts);
	if (days === 0 || start === void 0 || !(start <= now + environment.freshness.skew)) return void 0;
	return start + days * day$1;
}
function findFirstSight(finding, facts) {
	const seen = [finding.id, ...finding.aliases].map((id) => facts.firstSeen?.value.get(id.toUpperCase()));
	return findEarliest([finding.publishedAt, ...seen]);
}
function runsAlready(finding, { running }) {
	const name = finding.package?.purl === void 0 ? void 0 : renderPackage(finding.package.purl);
	return name !== void 0 && running.has(name);
}
function isExploited(finding, { kev }) {
	if (kev === void 0) return false;
	if (kev.value.ids.has(finding.id.toUpperCase())) return true;
	return finding.aliases.some((alias) => kev.value.ids.has(alias.toUpperCase()));
}
function isLikelyExploited(finding, { facts, environment }) {
	const scores = facts.epss?.value.scores;
	if (scores === void 0) return false;
	return [finding.id, ...finding.aliases].some((id) => (scores.get(id.toUpperCase()) ?? -1) >= environment.epss);
}
function make(effect, rule, detail = "", by) {
	return {
		effect,
		rule,
		detail,
		by,
		isContradicted: false,
		waiver: void 0,
		vexDigest: void 0
	};
}

// lib/domain/gate/describe.ts
/** Says what became of a finding, and what would clear it. */
function describe(finding, judgement) {
	const { detail, clears } = explain(finding, judgement);
	return {
		subject: clean(`${finding.id} in ${renderPlace(finding)}`),
		detail: clean(detail),
		clears: clean(clears)
	};
}
function renderPlace({ package: held, location }) {
	if (held !== void 0) return `${held.name} ${held.version}`.trim();
	if (location === void 0) return "the image";
	return location.line === void 0 ? location.path : `${location.path}:${location.line}`;
}
function explain(finding, judgement) {
	const known = `${finding.severity} (${finding.severitySource}), ${finding.class}`;
	const update = renderUpdate(finding);
	switch (judgement.rule) {
		case "kev": return {
			detail: `${known}: known to be exploited`,
			clears: `${update}; only a waiver excepts it`
		};
		case "severity-unknown": return {
			detail: `${known}: nobody rated it`,
			clears: `${update}, or have it rated and ask for a waiver`
		};
		case "end-of-life": return {
			detail: finding.title,
			clears: "move to a release that is supported"
		};
		case "licence-denied": return {
			detail: "the policy denies this licence",
			clears: "replace the package"
		};
		default: return {
			detail: `${known}${explainRule(judgement)}`,
			clears: update
		};
	}
}
function explainRule({ rule, detail, by }) {
	return {
		epss: ": likely to be exploited soon",
		severity: by === void 0 ? "" : ": its grace is over",
		waiver: `: waived by ${detail}`,
		vex: `: not affected, says ${detail}`,
		grace: ": within its grace",
		unfixed: `: there is no fix (${detail})`,
		"running-already": ": the same package runs already",
		"licence-allowed": ": the policy allows this licence",
		"below-threshold": ": below the threshold"
	}[rule] ?? "";
}
function renderUpdate({ class: kind, package: held, fix }) {
	if (kind === "secret") return "revoke the secret, and build without it in any layer";
	if (kind === "misconfig") return "correct the configuration";
	if (kind === "licence") return "replace the package, or add the licence to `licences.allow`";
	const name = held?.name ?? "the package";
	if (fix.version !== void 0) return `update ${name} to ${fix.version}`;
	return `remove ${name}, or ask for a waiver: there is no fix yet`;
}

// lib/domain/gate/tally.ts
/** Judges every finding once. */
function tally(findings, bench) {
	const reasons = [];
	const notes = [];
	const vexDigests = /* @__PURE__ */ new Set();
	const counts = /* @__PURE__ */ new Map();
	for (const finding of findings) {
		const judgement = judgeFinding(finding, bench);
		counts.set(judgement.effect, (counts.get(judgement.effect) ?? 0) + 1);
		if (judgement.vexDigest !== void 0) vexDigests.add(judgement.vexDigest);
		if (judgement.effect === "below-threshold") continue;
		reasons.push(...listReasons(finding, judgement));
		if (!isBlocking(judgement)) notes.push(toNote(finding, judgement));
	}
	return {
		reasons,
		notes,
		counts: toCounts(findings.length, counts),
		vexDigests: [...vexDigests]
	};
}
function isBlocking({ effect }) {
	return effect === "fail" || effect === "indeterminate";
}
function listReasons(finding, judgement) {
	if (!isBlocking(judgement)) return [];
	const { subject, detail, clears } = describe(finding, judgement);
	const { rule, by } = judgement;
	const words = {
		detail,
		clears,
		by
	};
	const own = judgement.effect === "fail" ? fail(rule, subject, words) : unknown(rule, subject, words);
	if (!judgement.isContradicted) return [own];
	return [own, unknown("vex-contradictory", subject, {
		detail: "VEX statements about this finding disagree",
		clears: "correct the VEX documents"
	})];
}
function toNote(finding, judgement) {
	const { subject, detail } = describe(finding, judgement);
	return note(judgement.rule, subject, detail, judgement.by);
}
function toCounts(findings, counts) {
	const count = (effect) => counts.get(effect) ?? 0;
	return {
		findings,
		blocking: count("fail"),
		unknown: count("indeterminate"),
		waived: count("waived"),
		vex: count("vex"),
		grace: count("grace"),
		tolerated: count("tolerated"),
		belowThreshold: count("below-threshold")
	};
}

// lib/domain/gate/decide.ts
/**
* Decides about an image: a pass needs every fact that the policy asks for, and no finding that it forbids. Pure; the
* time is given in milliseconds since the epoch.
*/
function decide(parsed, facts, now, { isBreakGlass = false } = {}) {
	if (!parsed.ok) return refuse(facts, now, listPolicyReasons(parsed.problems));
	const environment = findEnvironment(parsed.policy, facts.environment);
	if (environment === void 0) return refuse(facts, now, [unknown("environment-unknown", facts.environment, {
		detail: "the policy has no rules for this environment",
		clears: "name an environment of the policy, or add it there"
	})]);
	return decideIn({
		policy: parsed.policy,
		environment,
		isBreakGlass
	}, facts, now);
}
/** Every finding with what became of it, in the order of the reports; empty when the policy cannot be used. */
function judgeAll(parsed, facts, now) {
	const environment = parsed.ok ? findEnvironment(parsed.policy, facts.environment) : void 0;
	if (!parsed.ok || environment === void 0) return [];
	const bench = openBench({
		policy: parsed.policy,
		environment,
		isBreakGlass: false
	}, facts, now);
	return listFindings(bench).map((finding) => ({
		finding,
		judgement: judgeFinding(finding, bench)
	}));
}
function decideIn(law, facts, now) {
	const bench = openBench(law, facts, now);
	const tallied = tally(listFindings(bench), bench);
	const waivers = reviewWaivers(bench.waivers);
	const reasons = [
		...tallied.reasons,
		...checkFacts(facts, law.environment, now),
		...checkReports(facts, law.environment, now),
		...waivers.reasons,
		...listVexReasons(bench)
	];
	const used = new Set(tallied.vexDigests);
	return {
		outcome: findOutcome(reasons),
		environment: facts.environment,
		digest: facts.digest,
		decidedAt: now,
		reasons,
		notes: [
			...tallied.notes,
			...waivers.notes,
			...listVexNotes(bench)
		],
		counts: tallied.counts,
		...listInputs(law, facts, used)
	};
}
function openBench({ policy, environment, isBreakGlass }, facts, now) {
	const live = facts.live?.value;
	const running = live?.runs === true ? [...live.packages].map(renderPackage) : [];
	return {
		policy,
		environment,
		facts,
		now,
		vex: indexVex(policy, facts, now + environment.freshness.skew),
		waivers: openWaivers(policy, facts, {
			now,
			skew: environment.freshness.skew,
			isBreakGlass
		}),
		running: new Set(running),
		ranks: rankThresholds(environment)
	};
}
function listFindings(bench) {
	const { facts, policy, now } = bench;
	return facts.reports.flatMap(({ value }) => [...value.findings, ...findSupportEnds(value, policy, now)]);
}
function findOutcome(reasons) {
	if (reasons.some(({ outcome }) => outcome === "fail")) return "fail";
	return reasons.length > 0 ? "indeterminate" : "pass";
}
function findEnvironment(policy, name) {
	const { local, quarantine, production } = policy.environments;
	return (/* @__PURE__ */ new Map([
		["local", local],
		["quarantine", quarantine],
		["production", production]
	])).get(name);
}
function listVexReasons({ vex }) {
	const contradictions = vex.contradictions.map((name) => unknown("vex-contradictory", name, {
		detail: "two statements about the same product say different things",
		clears: "correct the documents, or raise the version of the one that holds"
	}));
	const early = vex.early.map(({ input }) => unknown("vex-future", input.name, {
		detail: "it is dated in the future",
		clears: "correct its date or the clock"
	}));
	return [...contradictions, ...early];
}
function listVexNotes({ vex }) {
	return vex.untrusted.map(({ input, value }) => note("vex-untrusted", input.name, `the policy does not name its author "${value.author}"`));
}
function listPolicyReasons(problems) {
	return problems.map(({ place, path, code, detail }) => unknown("policy-invalid", `${place.file}:${place.line}:${place.column}`, {
		detail: `${code}: ${path === "" ? "" : `${path}: `}${detail}`,
		clears: "correct the policy"
	}));
}
function refuse(facts, now, reasons) {
	return {
		outcome: "indeterminate",
		environment: facts.environment,
		digest: facts.digest,
		decidedAt: now,
		reasons,
		notes: [],
		counts: {
			findings: 0,
			blocking: 0,
			unknown: 0,
			waived: 0,
			vex: 0,
			grace: 0,
			tolerated: 0,
			belowThreshold: 0
		},
		inputs: [],
		consulted: []
	};
}

// lib/domain/gate/facts.schema.ts
const time = pipe(string(), check((text) => findTime(text) !== void 0, "no RFC 3339 time"));
const digest = pipe(string(), regex(/^sha256:[a-f0-9]{64}$|^sha512:[a-f0-9]{128}$/, "no digest"));
const source = optional(digest);
/** The file of facts, `--facts`. Unknown keys are refused: a misspelled fact would be a missing one. */
const factsSchema = strictObject({
	version: literal(1),
	repository: optional(string()),
	digest: optional(digest),
	manifests: optional(pipe(array(strictObject({
		digest,
		config: digest,
		platform: string()
	})), minLength(1))),
	scan: optional(strictObject({
		"finished-at": time,
		source
	})),
	database: optional(strictObject({
		"built-at": time,
		source
	})),
	provenance: optional(strictObject({
		subject: digest,
		kind: picklist(["build", "import"]),
		builder: string(),
		source
	})),
	"first-seen": optional(strictObject({
		findings: record(string(), time),
		source
	})),
	live: optional(union([strictObject({
		runs: literal(false),
		source
	}), strictObject({
		runs: literal(true),
		packages: array(string()),
		source
	})])),
	"self-test": optional(strictObject({
		passed: boolean(),
		source
	})),
	"waiver-approvals": optional(strictObject({
		approved: array(string()),
		source
	}))
});
/** CISA's catalogue of known exploited vulnerabilities, known_exploited_vulnerabilities.json. */
const kevSchema = object({
	dateReleased: time,
	count: number(),
	vulnerabilities: pipe(array(object({ cveID: pipe(string(), regex(/^CVE-\d{4}-\d{4,}$/i, "no CVE")) })), minLength(1, "lists nothing"))
});
const vexName = pipe(string(), minLength(1));
const vexComponent = object({
	"@id": optional(vexName),
	identifiers: optional(object({ purl: optional(vexName) }))
});
/** An OpenVEX document, https://github.com/openvex/spec 0.2.0. */
const vexSchema = object({
	"@context": pipe(string(), startsWith("https://openvex.dev/ns", "no OpenVEX document")),
	"@id": vexName,
	author: vexName,
	timestamp: time,
	last_updated: optional(time),
	version: pipe(number(), integer(), minValue(1)),
	statements: pipe(array(object({
		vulnerability: object({
			"@id": optional(string()),
			name: vexName,
			aliases: optional(array(vexName), [])
		}),
		products: pipe(array(object({
			...vexComponent.entries,
			subcomponents: optional(array(vexComponent), [])
		})), minLength(1)),
		timestamp: optional(time),
		status: picklist([
			"not_affected",
			"affected",
			"fixed",
			"under_investigation"
		]),
		justification: optional(picklist([
			"component_not_present",
			"vulnerable_code_not_present",
			"vulnerable_code_not_in_execute_path",
			"vulnerable_code_cannot_be_controlled_by_adversary",
			"inline_mitigations_already_exist"
		]))
	})), minLength(1))
});

// lib/domain/gate/parse-snapshots.ts
const maxCharacters = 67108864;
/** CISA's catalogue of known exploited vulnerabilities, with the day of its release. */
function parseKev(text) {
	const bad = checkSize(text);
	if (bad !== void 0) return bad;
	const checked = checkStrictJson(kevSchema, text);
	if (!checked.ok) return malformed(checked.problems);
	const { count, dateReleased, vulnerabilities } = checked.value;
	if (count !== vulnerabilities.length) return malformed([`it says ${count} entries and holds ${vulnerabilities.length}`]);
	const ids = new Set(vulnerabilities.map(({ cveID }) => cveID.toUpperCase()));
	return {
		ok: true,
		value: {
			date: findTime(dateReleased) ?? NaN,
			ids
		}
	};
}
/** The scores of FIRST's EPSS, as its daily CSV file has them. */
function parseEpss(text) {
	const bad = checkSize(text);
	if (bad !== void 0) return bad;
	const [comment = "", header = "", ...rows] = text.split(/\r?\n/);
	const date = findScoreDate(comment);
	if (date === void 0) return malformed(["the first line has no score_date"]);
	if (!header.startsWith("cve,epss")) return malformed(["the second line does not name the columns cve,epss"]);
	if (rows.pop() !== "") return malformed(["the last line has no end: the file was cut short"]);
	const scores = new Map(rows.map(readScore).filter((score) => score !== void 0));
	if (scores.size < rows.length) return malformed(["a line is no score, or stands twice"]);
	if (scores.size === 0) return {
		ok: false,
		code: "FACT_EMPTY",
		detail: "it lists no score"
	};
	return {
		ok: true,
		value: {
			date,
			scores
		}
	};
}
function findScoreDate(comment) {
	const stamp = /score_date:(\d{4}-\d{2}-\d{2})(?:T([\d:]+)\+0000)?/.exec(comment);
	return stamp === null ? void 0 : findTime(`${stamp[1] ?? ""}T${stamp[2] ?? "00:00:00"}Z`);
}
function readScore(row) {
	const match = /^(CVE-\d{4}-\d{4,}),([01](?:\.\d{1,10})?)(?:,|$)/.exec(row);
	const score = Number(match?.[2]);
	return match?.[1] !== void 0 && score <= 1 ? [match[1], score] : void 0;
}
/** Why a text cannot be one of our files at all. */
function checkSize(text) {
	if (text.trim() === "") return {
		ok: false,
		code: "FACT_EMPTY",
		detail: "the file is empty"
	};
	if (text.length <= maxCharacters) return void 0;
	return {
		ok: false,
		code: "FACT_TOO_LARGE",
		detail: `it is longer than ${maxCharacters} characters`
	};
}
/** The first few things that are wrong with a file. */
function malformed(problems) {
	return {
		ok: false,
		code: "FACT_MALFORMED",
		detail: problems.slice(0, 5).join("; ")
	};
}

// lib/domain/gate/parse-vex.ts
/** Reads an OpenVEX document. */
function parseVex(text) {
	const bad = checkSize(text);
	if (bad !== void 0) return bad;
	const checked = checkStrictJson(vexSchema, text);
	if (!checked.ok) return malformed(checked.problems);
	const raw = checked.value;
	const bare = raw.statements.findIndex((item) => item.status === "not_affected" && !item.justification);
	if (bare >= 0) return malformed([`statements.${bare}: not_affected without a justification`]);
	const times = [
		raw.timestamp,
		raw.last_updated,
		...raw.statements.map(({ timestamp }) => timestamp)
	];
	return {
		ok: true,
		value: {
			id: raw["@id"],
			author: raw.author,
			version: raw.version,
			issuedAt: times.reduce((last, time) => Math.max(last, findTime(time) ?? 0), 0),
			statements: raw.statements.map(toStatement)
		}
	};
}
function toStatement({ vulnerability, products, status, justification }) {
	const names = [vulnerability.name, ...vulnerability.aliases].map((name) => name.toUpperCase());
	return {
		vulnerabilities: [...new Set(names)],
		products: products.map(toProduct),
		status,
		justification
	};
}
function toProduct(raw) {
	const subcomponents = raw.subcomponents.flatMap(listNames);
	return {
		names: raw.subcomponents.length === 0 || subcomponents.length > 0 ? listNames(raw) : [],
		subcomponents
	};
}
function listNames(raw) {
	return [raw["@id"], raw.identifiers?.purl].filter((name) => name !== void 0);
}

// lib/domain/gate/check-waivers.ts
const maxWaiverDays = 90;
const day = 864e5;
/** What is wrong with waivers beyond their shape. */
function listWaiverProblems(waivers, locate) {
	const seen = /* @__PURE__ */ new Set();
	return waivers.flatMap((waiver, index) => {
		const isRepeated = seen.has(waiver.id);
		seen.add(waiver.id);
		return [
			...isRepeated ? [problem("WAIVER_REPEATED", "id", `"${waiver.id}" stands twice in the file`)] : [],
			...listWildcards(waiver),
			...listScopes(waiver),
			...listPeople(waiver),
			...listPeriods(waiver)
		].map(({ code, key, detail }) => {
			return {
				code,
				place: locate([
					"waivers",
					index,
					key
				]),
				path: `waivers[${index}].${key}`,
				detail
			};
		});
	});
}
function problem(code, key, detail) {
	return {
		code,
		key,
		detail
	};
}
function listWildcards(waiver) {
	return [
		"finding",
		"package",
		"path",
		"image"
	].filter((key) => waiver[key] !== void 0 && isWild(key, waiver[key])).map((key) => problem("WAIVER_WILDCARD", key, "a waiver names one thing: no wildcards"));
}
function isWild(key, text) {
	if (key === "package") return /[*%]2a|[*]/i.test(text);
	if (key === "path") return /[*?]/.test(text);
	return /[*?[\]{}|]/.test(text) || /^(any|all)$/i.test(text);
}
function listScopes(waiver) {
	const found = [];
	if (waiver.package === void 0 === (waiver.path === void 0)) found.push(problem("WAIVER_SCOPE", "id", "either `package` or `path` says where the finding is"));
	if (waiver.package !== void 0 && parsePurl(waiver.package) === void 0) found.push(problem("WAIVER_SCOPE", "package", "must be a package URL, e.g. pkg:deb/debian/zlib1g"));
	const [repository, digest] = splitImage(waiver.image);
	if (!/^[a-z0-9][a-z0-9._/-]*$/.test(repository) || digest !== void 0 && !isDigest(digest)) found.push(problem("WAIVER_SCOPE", "image", "must be a repository, or repository@sha256:…"));
	return found;
}
/** `repository@digest` in two. */
function splitImage(image) {
	const at = image.indexOf("@");
	return at < 0 ? [image, void 0] : [image.slice(0, at), image.slice(at + 1)];
}
function listPeople(waiver) {
	const [requester, approver] = [waiver.requester, waiver.approver].map((name) => name.replace(/^@/, "").toLowerCase());
	if (requester !== approver) return [];
	return [problem("WAIVER_SELF_APPROVED", "approver", "must be another account than the requester")];
}
function listPeriods(waiver) {
	const [created = 0, expires = 0] = [findTime(waiver.created), findTime(waiver.expires)];
	if (expires <= created) return [problem("WAIVER_PERIOD", "expires", "must be after created")];
	if (expires - created > maxWaiverDays * day) return [problem("WAIVER_PERIOD", "expires", `must be at most ${maxWaiverDays} days after created`)];
	return [];
}

// lib/domain/gate/fields.schema.ts
const maxText = 2e3;
/** A text in one line. */
const line = pipe(string("must be a text"), trim(), minLength(1, "must not be empty"), maxLength(maxText, `must not be longer than ${maxText} characters`), regex(/^\P{Cc}*$/u, "must be one line without control characters"));
/** Several of them. */
const lines = array(line, "must be a list");
/** A date, as it is written; `findTime` reads it. */
const date = pipe(line, check((text) => findTime(text) !== void 0, "must be a date, e.g. 2026-11-21"), description("A date (from its first moment, UTC) or an RFC 3339 time."));

// lib/domain/gate/environment.schema.ts
const maxSkew = 36e5;
const units = {
	m: 6e4,
	h: 36e5,
	d: 864e5
};
const levels = [
	"negligible",
	"low",
	"medium",
	"high",
	"critical"
];
const requirable = [
	"report",
	"database",
	"time",
	"scan-time",
	"subject",
	"packages",
	"os",
	"provenance",
	"kev",
	"epss",
	"first-seen",
	"live",
	"self-test",
	"waiver-approvals"
];
const threshold = optional(picklist([
	"any",
	...levels,
	"none"
], "must be any, negligible, low, medium, high, critical or none"), "any");
const severityList = array(picklist(levels, "must be negligible, low, medium, high or critical"), "must be a list of severities");
const duration = pipe(string("must be a duration, e.g. 24h"), regex(/^\d{1,4}[mhd]$/, "must be a duration in minutes, hours or days, e.g. 90m, 24h or 7d"), description("Minutes, hours or days, e.g. 90m, 24h or 7d."));
const skew = pipe(duration, check((text) => toMs(text) <= maxSkew, "must be at most 60m: more is no skew of clocks"));
const days = optional(pipe(number("must be a number of days"), integer("must be a whole number of days"), minValue(0, "must be 0 or more"), maxValue(365, "must be 365 or less")));
const block = strictObject({
	os: pipe(threshold, description("Vulnerabilities in packages of the operating system.")),
	library: pipe(threshold, description("Vulnerabilities in packages of a language.")),
	secret: pipe(threshold, description("Secrets in any layer.")),
	misconfig: pipe(threshold, description("Failed checks of configuration.")),
	licence: pipe(threshold, description("Licences that are on neither list.")),
	eol: pipe(threshold, description("An operating system without security updates; counts as critical."))
}, "must be a map from class to severity");
const grace = strictObject({
	negligible: days,
	low: days,
	medium: days,
	high: days,
	critical: days
}, "must be a map from severity to days");
const live = strictObject({
	"no-grace-if-new": pipe(optional(severityList, [...levels]), description("No grace for packages that do not run yet; all severities when left out.")),
	"tolerate-if-running": pipe(optional(severityList, []), description("Only reported when the same version of the package runs already."))
}, "must be a map");
const freshness = strictObject({
	database: optional(duration, "48h"),
	scan: optional(duration, "24h"),
	kev: optional(duration, "7d"),
	epss: optional(duration, "7d"),
	"clock-skew": optional(skew, "5m")
}, "must be a map from thing to duration");
const unfixed = [
	"affected",
	"will-not-fix",
	"deferred",
	"end-of-life",
	"under-investigation"
];
/** The rules of one environment. */
const environment = strictObject({
	requires: pipe(optional(array(picklist(requirable, `must be one of ${requirable.join(", ")}`), "must be a list of facts"), [...requirable]), description("Facts without which nothing passes; all of them when left out. report, database and time always are.")),
	block: pipe(optional(block, {}), description("The severity from which on findings of a class block; any when left out.")),
	"tolerate-unfixed": pipe(optional(array(picklist(unfixed, `must be one of ${unfixed.join(", ")}`), "must be a list"), []), description("Fix states in which vulnerabilities are only reported.")),
	grace: pipe(optional(grace, {}), description("Days from the first fix, else from publication or the first statement that lists the finding.")),
	epss: pipe(optional(pipe(number("must be a number"), minValue(0, "must be 0 or more"), maxValue(1, "must be 1 or less")), .5), description("The EPSS probability from which on a vulnerability blocks whatever its severity.")),
	live: pipe(optional(live, {}), description("Comparison with what runs.")),
	freshness: pipe(optional(freshness, {}), description("How old things may be.")),
	builders: pipe(optional(lines, []), description("Who may have built or imported the image.")),
	scanners: pipe(optional(lines, []), description("Scanners of which each platform needs exactly one report.")),
	"allow-no-os": pipe(optional(boolean("must be true or false"), false), description("Lets an image without an operating system pass, e.g. one made from scratch."))
}, "must be a map");
/** `90m`, `24h` or `7d` in milliseconds; the schema has seen it. */
function toMs(text) {
	return Number(text.slice(0, -1)) * (units[text.slice(-1)] ?? NaN);
}

// lib/domain/gate/build-policy.ts
const always = [
	"report",
	"database",
	"time"
];
/** The policy in the form that decides, from one that has no problems. */
function buildPolicy(raw, input, locate) {
	const { local, quarantine, production } = raw.environments;
	return {
		environments: {
			...local === void 0 ? {} : { local: buildEnvironment(local) },
			...quarantine === void 0 ? {} : { quarantine: buildEnvironment(quarantine) },
			...production === void 0 ? {} : { production: buildEnvironment(production) }
		},
		waivers: raw.waivers.map((waiver, index) => buildWaiver(waiver, index, locate)),
		licences: {
			allow: readLicences(raw.licences.allow),
			deny: readLicences(raw.licences.deny)
		},
		vexAuthors: new Set(raw.vex.authors),
		endOfLife: readSupportEnds(raw["end-of-life"]),
		input
	};
}
function buildEnvironment(raw) {
	const { freshness, live } = raw;
	return {
		requires: /* @__PURE__ */ new Set([...always, ...raw.requires]),
		block: raw.block,
		tolerateUnfixed: new Set(raw["tolerate-unfixed"]),
		grace: Object.fromEntries(Object.entries(raw.grace)),
		epss: raw.epss,
		noGraceIfNew: new Set(live["no-grace-if-new"]),
		tolerateIfRunning: new Set(live["tolerate-if-running"]),
		freshness: {
			database: toMs(freshness.database),
			scan: toMs(freshness.scan),
			kev: toMs(freshness.kev),
			epss: toMs(freshness.epss),
			skew: toMs(freshness["clock-skew"])
		},
		builders: new Set(raw.builders),
		scanners: raw.scanners.map((name) => name.toLowerCase()),
		isOsOptional: raw["allow-no-os"]
	};
}
function buildWaiver(raw, index, locate) {
	const [repository, digest] = splitImage(raw.image);
	return {
		id: raw.id,
		finding: raw.finding,
		package: raw.package,
		path: raw.path,
		repository,
		digest,
		reason: raw.reason,
		control: raw.control,
		ticket: raw.ticket,
		requester: raw.requester,
		approver: raw.approver,
		created: timeOf(raw.created),
		expires: timeOf(raw.expires),
		place: locate([
			"waivers",
			index,
			"id"
		])
	};
}
function readLicences(names) {
	return new Set(names.map(normaliseLicence));
}
function readSupportEnds(dates) {
	const ends = /* @__PURE__ */ new Map();
	for (const [name, date] of Object.entries(dates)) {
		const [family, version] = splitRelease(name);
		const release = `${normaliseFamily(family)} ${version}`.trim();
		ends.set(release, Math.min(timeOf(date), ends.get(release) ?? Number.POSITIVE_INFINITY));
	}
	return ends;
}
function timeOf(text) {
	return findTime(text) ?? NaN;
}

// lib/domain/gate/waiver.schema.ts
const account = pipe(line, regex(/^@?[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/, "must be the name of an account, e.g. octocat"));
const waiver = strictObject({
	id: pipe(line, description("Its name in decisions, unique in the file.")),
	finding: pipe(line, description("The identifier of one finding, e.g. CVE-2024-2961.")),
	package: pipe(optional(line), description("A package URL, with or without version.")),
	path: pipe(optional(line), description("A file of the image, for findings that are in no package.")),
	image: pipe(line, description("A repository, or repository@digest.")),
	reason: pipe(line, description("Why the finding does no harm for now.")),
	control: pipe(line, description("What protects in the meantime.")),
	ticket: pipe(line, description("Where the work is tracked.")),
	requester: pipe(account, description("The account that asked.")),
	approver: pipe(account, description("The account that agreed; another one.")),
	created: date,
	expires: pipe(date, description("At most 90 days after created."))
}, "must be a map");
/** The list of waivers alone. */
const waiversSchema = array(waiver, "must be a list");

// lib/domain/gate/policy.schema.ts
const system = pipe(line, check((text) => isKnownFamily(splitRelease(text)[0]), "must begin with a system that scanners know"));
/** `gate.yaml`, the one source of its editor schema too. Leaving something out never makes it laxer. */
const policySchema = strictObject({
	version: pipe(literal(1, "must be 1"), description("The version of this format.")),
	environments: strictObject({
		local: optional(environment),
		quarantine: optional(environment),
		production: optional(environment)
	}, "must be a map with local, quarantine or production"),
	licences: pipe(optional(strictObject({
		allow: optional(lines, []),
		deny: optional(lines, [])
	}, "must be a map"), {}), description("SPDX identifiers; deny wins over allow.")),
	vex: pipe(optional(strictObject({ authors: optional(lines, []) }, "must be a map"), {}), description("Whose OpenVEX documents count.")),
	"end-of-life": pipe(optional(record(system, date, "must be a map from system to date"), {}), description("When support of a system ends, e.g. debian 11: 2026-08-31.")),
	waivers: pipe(optional(waiversSchema, []), description("Exceptions, each for one finding and with an end."))
}, "must be a map");

// lib/domain/gate/parse-policy.ts
const maxProblems = 50;
/** Reads `gate.yaml`; every problem is found at once, each with file and line. Never throws. */
function parsePolicy(text, file) {
	const start = {
		file,
		line: 1,
		column: 1
	};
	if (text.length > 1048576) return {
		ok: false,
		problems: [{
			code: "POLICY_TOO_LARGE",
			place: start,
			path: "",
			detail: `it is longer than ${maxYamlCharacters} characters`
		}]
	};
	const document = readYamlDocument(text, "a policy");
	const unreadable = document.problems.slice(0, maxProblems).map(({ text: detail, line, column }) => {
		return {
			code: "POLICY_NOT_YAML",
			place: {
				file,
				line,
				column
			},
			path: "",
			detail
		};
	});
	if (unreadable.length > 0) return {
		ok: false,
		problems: unreadable
	};
	const locate = (path) => ({
		...start,
		...document.find(path)
	});
	const result = safeParse(policySchema, document.value);
	const problems = [...(result.issues ?? []).slice(0, maxProblems).map(toProblem(locate)), ...listWaiverProblems(readWaivers(document.value), locate)];
	if (!result.success || problems.length > 0) return {
		ok: false,
		problems
	};
	const input = {
		kind: "policy",
		name: file,
		digest: computeDigest(text)
	};
	return {
		ok: true,
		policy: buildPolicy(result.output, input, locate)
	};
}
function readWaivers(document) {
	const result = safeParse(object({ waivers: optional(waiversSchema, []) }), document);
	return result.success ? result.output.waivers : [];
}
function toProblem(locate) {
	return (issue) => {
		const path = (issue.path ?? []).map(({ key }) => key).filter(isKey);
		const code = codeOf(issue);
		const detail = code === "POLICY_SHAPE" ? issue.message : describeKey(code);
		return {
			code,
			place: locate(path),
			path: renderPath(path),
			detail
		};
	};
}
function codeOf(issue) {
	if (issue.expected === "never") return "POLICY_UNKNOWN_KEY";
	return issue.received === "undefined" ? "POLICY_MISSING_KEY" : "POLICY_SHAPE";
}
function describeKey(code) {
	return code === "POLICY_UNKNOWN_KEY" ? "there is no such key" : "the key is missing";
}
function isKey(key) {
	return typeof key === "string" || typeof key === "number";
}
function renderPath(path) {
	return path.reduce((text, key) => typeof key === "number" ? `${text}[${key}]` : `${text}${text === "" ? "" : "."}${key}`, "");
}

export { decide, describe, judgeAll, parseEpss, parseKev, parsePolicy, parseVex };