import { array, boolean, getDotPath, literal, looseObject, maxLength, minLength, nullish, number, object, optional, pipe, record, safeParse, string, transform, union, unknown } from "../../vendor/valibot.js";

// lib/domain/findings/dates.ts
const pattern = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
/** Milliseconds of an ISO 8601 date or time; a time without zone is UTC. Undefined for anything else and for Go's zero time. */
function findTime(text) {
	if (typeof text !== "string" || text.length > 40) return void 0;
	const trimmed = text.trim();
	if (!pattern.test(trimmed)) return void 0;
	const hasZone = trimmed.length === 10 || /(?:Z|[+-]\d{2}:?\d{2})$/.test(trimmed.slice(10));
	const ms = Date.parse(hasZone ? trimmed : `${trimmed}Z`);
	return Number.isFinite(ms) && ms > -315576e7 && isRealDate(trimmed) ? ms : void 0;
}
/** The earliest of some times; undefined when there is none. */
function findEarliest(times) {
	return times.reduce((least, time) => time === void 0 || least !== void 0 && least <= time ? least : time, void 0);
}
function isRealDate(text) {
	const [y, m, d] = [
		Number(text.slice(0, 4)),
		Number(text.slice(5, 7)),
		Number(text.slice(8, 10))
	];
	return d >= 1 && d <= new Date(Date.UTC(y, m, 0)).getUTCDate();
}

// lib/domain/findings/operating-system.ts
/** Families whose packages Trivy or Grype match against advisories (Trivy's "OS" coverage page, 0.76). */
const families = new Set(`alma alpine amazon arch azurelinux bottlerocket cbl-mariner centos chainguard coreos debian echo fedora minimos
  opensuse opensuse-leap opensuse-tumbleweed oracle photon raspbian redhat rocky seal secureos sle-micro sles suse
  ubuntu wolfi`.split(/\s+/));
const otherNames = /* @__PURE__ */ new Map([
	["almalinux", "alma"],
	["amazonlinux", "amazon"],
	["amzn", "amazon"],
	["archlinux", "arch"],
	["mariner", "cbl-mariner"],
	["ol", "oracle"],
	["opensuse.leap", "opensuse-leap"],
	["opensuse.tumbleweed", "opensuse-tumbleweed"],
	["oraclelinux", "oracle"],
	["rhel", "redhat"],
	["rockylinux", "rocky"],
	["sle.micro", "sle-micro"],
	["sled", "sles"],
	["slem", "sle-micro"]
]);
/** Whether findings of this family's packages can be expected of a scanner. */
function isKnownFamily(family) {
	return families.has(normaliseFamily(family));
}
/** A family of operating systems in the one name that is used for it. */
function normaliseFamily(family) {
	const name = family.trim().toLowerCase().replaceAll(" ", "-");
	return otherNames.get(name) ?? name;
}
/** An operating system as a report names it; a family that scanners do not match is `unrecognised`. */
function readSystem(family, version, isEndOfLife) {
	const known = normaliseFamily(family);
	if (known === "" || known === "none") return { kind: "none" };
	if (!families.has(known)) return {
		kind: "unrecognised",
		family
	};
	return {
		kind: "known",
		family: known,
		version: version.trim(),
		isEndOfLife
	};
}

// lib/domain/findings/collector.ts
/** The most findings of one report; more than any image has, and still a second's work. */
const maxFindings = 5e5;
const maxProblems = 100;
/** Gathers what one report holds while it is read, and everything that is wrong with it. */
var Collector = class {
	findings = [];
	components = [];
	problems = [];
	add(finding) {
		if (this.findings.length < 5e5) this.findings.push(finding);
		else this.report("REPORT_TOO_LARGE", "", `more than ${maxFindings} findings`);
	}
	/** Notes a problem; after many of them further ones say nothing new and are dropped. */
	report(code, path, detail) {
		if (this.problems.length < maxProblems) this.problems.push({
			code,
			path,
			detail
		});
	}
	/** The value when it has the shape, else a problem. */
	read(schema, value, path) {
		const result = safeParse(schema, value, { abortEarly: true });
		if (result.success) return result.output;
		const [issue] = result.issues;
		const where = getDotPath(issue);
		this.report("REPORT_MALFORMED", where === null ? path : `${path}.${where}`, issue.message);
	}
	/** Every entry of a list that has the shape; each other one is a problem. */
	readEach(schema, list, path, use) {
		if (list === null || list === void 0) return;
		for (let index = 0; index < list.length; index += 1) {
			const place = `${path}[${index}]`;
			const value = this.read(schema, list[index], place);
			if (value !== void 0) use(value, place);
		}
	}
};

// lib/domain/findings/fields.schema.ts
const maxIdCharacters = 512;
const maxNameCharacters = 4096;
/** An absent text and an empty one say the same in every format here. */
const text = nullish(string(), "");
/** The name of what was found. */
const id = pipe(string(), minLength(1), maxLength(maxIdCharacters));
/** The name of a package or tool. */
const name = pipe(string(), minLength(1), maxLength(maxNameCharacters));
/** Texts, none when absent. */
const texts = nullish(array(string()), []);
/** A list whose entries are read one by one. */
const items = nullish(array(unknown()));
/** A line of a file, where one is told. */
const line = nullish(number());

// lib/domain/findings/cyclonedx.schema.ts
/** The frame of a CycloneDX document. */
const cyclonedxSchema = object({
	specVersion: string(),
	metadata: nullish(object({
		timestamp: text,
		tools: optional(unknown()),
		component: nullish(unknown())
	})),
	components: items,
	vulnerabilities: items
});
/** A component of a CycloneDX document. */
const cyclonedxComponentSchema = object({
	"bom-ref": text,
	type: text,
	name: string(),
	version: text,
	purl: text,
	components: items,
	properties: nullish(array(object({
		name: text,
		value: text
	})))
});
/** A vulnerability of a CycloneDX document. */
const cyclonedxVulnerabilitySchema = object({
	id,
	description: text,
	published: text,
	recommendation: text,
	references: nullish(array(object({ id: text })), []),
	ratings: nullish(array(object({
		severity: text,
		score: nullish(number()),
		method: text,
		source: nullish(object({ name: text }))
	}))),
	affects: nullish(array(object({ ref: string() })), [])
});
/** A tool as CycloneDX 1.4 (a list) and 1.5 (an object with components) name it. */
const cyclonedxToolsSchema = union([array(object({
	name: text,
	version: text
})), pipe(object({ components: nullish(array(object({
	name: text,
	version: text
})), []) }), transform(({ components }) => components))]);

// lib/domain/findings/severity.ts
const names = /* @__PURE__ */ new Map([
	["critical", "critical"],
	["high", "high"],
	["important", "high"],
	["medium", "medium"],
	["moderate", "medium"],
	["low", "low"],
	["negligible", "negligible"],
	["none", "negligible"],
	["info", "negligible"],
	["informational", "negligible"]
]);
const ranks = {
	unknown: -1,
	negligible: 0,
	low: 1,
	medium: 2,
	high: 3,
	critical: 4
};
/** A severity in any case; every word that is not known is `unknown`. */
function parseSeverity(text) {
	if (typeof text !== "string") return "unknown";
	return names.get(text) ?? names.get(text.trim().toLowerCase()) ?? "unknown";
}
/** The qualitative scale of CVSS 3.1, section 5. */
function severityOfScore(score) {
	if (!(score >= 0 && score <= 10)) return "unknown";
	if (score >= 9) return "critical";
	if (score >= 7) return "high";
	if (score >= 4) return "medium";
	return score > 0 ? "low" : "negligible";
}
/** 0 for negligible to 4 for critical; -1 for unknown. */
function rankOf(severity) {
	return ranks[severity];
}
/** The worst of some severities; unknown when there is none or all are unknown. */
function findWorst(severities) {
	return severities.reduce((worst, severity) => rankOf(severity) > rankOf(worst) ? severity : worst, "unknown");
}

// lib/domain/findings/parse-cyclonedx.ts
const maxDepth = 20;
/** Longer than any that Trivy writes, and short enough for a pattern that tries every word. */
const maxRecommendation = 2e3;
const systemPackages = /^pkg:(deb|rpm|apk|alpm)\//i;
/** Reads a CycloneDX document with vulnerabilities. Its own `analysis` is not honoured: only policy and VEX except. */
function parseCyclonedx(document) {
	const report = readCyclonedx(document);
	if (report.hasVulnerabilities) return report.report;
	const problem = {
		code: "REPORT_INCOMPLETE",
		path: "vulnerabilities",
		detail: "it lists components but no vulnerabilities: nothing was scanned"
	};
	return {
		...report.report,
		problems: [...report.report.problems, problem]
	};
}
/** Reads a CycloneDX bill of materials for its components; vulnerabilities may be absent. */
function parseSbom(document) {
	return readCyclonedx(document).report;
}
function readCyclonedx(document) {
	const collector = new Collector();
	const raw = collector.read(cyclonedxSchema, document, "") ?? {};
	const root = collector.read(cyclonedxComponentSchema, raw.metadata?.component ?? { name: "" }, "metadata");
	const components = /* @__PURE__ */ new Map();
	readComponents(raw.components, "components", {
		components,
		collector,
		depth: 0
	});
	collector.readEach(cyclonedxVulnerabilitySchema, raw.vulnerabilities, "vulnerabilities", (item, path) => {
		addVulnerability$1(item, path, components, collector);
	});
	const held = [...components.values()];
	const packages = held.flatMap(({ purl }) => purl === "" ? [] : [purl]);
	return {
		report: {
			format: "cyclonedx",
			scanner: readScanner$1(raw),
			scannedAt: findTime(raw.metadata?.timestamp),
			databaseBuiltAt: void 0,
			os: findSystem$1(held),
			packages: packages.length > 0 ? "some" : "none",
			components: packages,
			imageId: findProperty(root, "aquasecurity:trivy:ImageID"),
			digests: findDigests(root),
			imageName: root?.name ?? "",
			findings: collector.findings,
			problems: collector.problems
		},
		hasVulnerabilities: Array.isArray(raw.vulnerabilities)
	};
}
function readComponents(list, path, walk) {
	const { components, collector, depth } = walk;
	if (depth > maxDepth) {
		collector.report("REPORT_MALFORMED", path, "components nested too deeply");
		return;
	}
	collector.readEach(cyclonedxComponentSchema, list, path, (item, place) => {
		components.set(item["bom-ref"] || item.purl || place, item);
		readComponents(item.components, `${place}.components`, {
			...walk,
			depth: depth + 1
		});
	});
}
function addVulnerability$1(item, path, components, collector) {
	const affected = item.affects;
	const packages = affected.map(({ ref }) => findPackage(ref, components));
	if (affected.length === 0) collector.report("REPORT_MALFORMED", path, "a vulnerability that affects nothing");
	for (const held of packages) collector.add(toFinding$1(item, held));
}
function toFinding$1(item, held) {
	const fixed = /^Upgrade .+ to versions? (.+)$/.exec(item.recommendation.slice(0, maxRecommendation))?.[1];
	return {
		id: item.id,
		aliases: item.references.flatMap(({ id }) => id === "" ? [] : [id]),
		class: classOf$2(held.purl),
		package: held,
		...rate$1(item),
		fix: {
			state: fixed === void 0 ? "unknown" : "fixed",
			version: fixed,
			date: void 0
		},
		publishedAt: findTime(item.published),
		location: void 0,
		title: item.description.slice(0, 200)
	};
}
function classOf$2(purl) {
	if (purl === void 0) return "other";
	return systemPackages.test(purl) ? "os" : "library";
}
function rate$1(item) {
	const ratings = (item.ratings ?? []).map(({ severity, score, source }) => ({
		severity: rateOne(severity, score),
		source: source?.name || "cyclonedx"
	}));
	const severity = (item.ratings ?? []).some((rating) => isForeignWord(rating.severity)) ? "unknown" : findWorst(ratings.map((rating) => rating.severity));
	return {
		severity,
		severitySource: ratings.find((rating) => rating.severity === severity)?.source ?? "cyclonedx"
	};
}
function isForeignWord(word) {
	return !["", "unknown"].includes(word.trim().toLowerCase()) && parseSeverity(word) === "unknown";
}
function rateOne(severity, score) {
	const named = parseSeverity(severity);
	return named === "unknown" && typeof score === "number" ? severityOfScore(score) : named;
}
function findPackage(ref, components) {
	const component = components.get(ref) ?? components.get(decodeFragment(ref));
	const purl = component?.purl || (ref.startsWith("pkg:") ? ref : void 0);
	return {
		name: component?.name ?? ref,
		version: component?.version ?? "",
		purl
	};
}
function decodeFragment(ref) {
	try {
		return decodeURIComponent(ref.slice(ref.indexOf("#") + 1));
	} catch (error) {
		if (error instanceof URIError) return ref;
		throw error;
	}
}
function findSystem$1(components) {
	const found = components.find(({ type }) => type === "operating-system");
	return found === void 0 ? { kind: "none" } : readSystem(found.name, found.version, false);
}
function readScanner$1(raw) {
	const [tool] = new Collector().read(cyclonedxToolsSchema, raw.metadata?.tools, "") ?? [];
	return tool === void 0 ? {
		name: "",
		version: ""
	} : {
		name: tool.name.toLowerCase(),
		version: tool.version
	};
}
function findProperty(component, name) {
	return component?.properties?.find((property) => property.name === name)?.value || void 0;
}
function findDigests(root) {
	const named = (root?.properties ?? []).filter(({ name }) => name === "aquasecurity:trivy:RepoDigest").map(({ value }) => value);
	const own = /@(sha(?:256|512)(?::|%3A)[a-f0-9]+)/i.exec(root?.purl ?? "")?.[1]?.replace("%3A", ":");
	return [...named.map((text) => text.slice(text.indexOf("@") + 1)), ...own === void 0 ? [] : [own]];
}

// lib/domain/findings/grype.schema.ts
/** The frame of a Grype report. */
const grypeReportSchema = object({
	matches: array(unknown()),
	ignoredMatches: items,
	source: nullish(object({
		type: text,
		target: optional(unknown())
	})),
	distro: nullish(object({
		name: text,
		version: text
	})),
	descriptor: object({
		name: string(),
		version: text,
		timestamp: text,
		db: nullish(object({
			built: text,
			status: nullish(object({ built: text }))
		}))
	})
});
/** What Grype says of the image that it scanned. */
const grypeTargetSchema = object({
	userInput: text,
	imageID: text,
	manifestDigest: text,
	repoDigests: texts
});
/** A match of a Grype report. */
const grypeMatchSchema = object({
	vulnerability: object({
		id,
		severity: text,
		namespace: text,
		description: text,
		fix: nullish(object({
			versions: texts,
			state: text,
			available: nullish(array(object({
				version: text,
				date: text
			})), [])
		}))
	}),
	relatedVulnerabilities: nullish(array(object({ id: text })), []),
	artifact: object({
		name,
		version: text,
		type: text,
		purl: text,
		locations: nullish(array(object({ path: text })), [])
	})
});

// lib/domain/findings/parse-grype.ts
const fixStates$1 = /* @__PURE__ */ new Map([
	["fixed", "fixed"],
	["not-fixed", "affected"],
	["wont-fix", "will-not-fix"]
]);
const emptyGrype = {
	matches: [],
	ignoredMatches: [],
	source: null,
	distro: null,
	descriptor: {
		name: "grype",
		version: "",
		timestamp: "",
		db: null
	}
};
const noFix = {
	state: "unknown",
	version: void 0,
	date: void 0
};
const systemTypes = /* @__PURE__ */ new Set([
	"deb",
	"rpm",
	"apk",
	"alpm",
	"portage"
]);
/** Reads Grype's JSON. Matches that Grype's own rules ignored are judged all the same: only the policy excepts. */
function parseGrype(document) {
	const collector = new Collector();
	const raw = collector.read(grypeReportSchema, document, "") ?? emptyGrype;
	readMatches(raw, collector);
	const target = collector.read(grypeTargetSchema, toTarget(raw.source?.target), "source.target");
	return {
		format: "grype",
		scanner: {
			name: "grype",
			version: raw.descriptor.version
		},
		...readTimes(raw.descriptor),
		os: raw.distro ? readSystem(raw.distro.name, raw.distro.version, false) : { kind: "none" },
		packages: collector.findings.length > 0 ? "some" : "unsaid",
		components: [],
		imageId: target?.imageID || void 0,
		digests: target === void 0 ? [] : listDigests(target),
		imageName: target?.userInput ?? "",
		findings: collector.findings,
		problems: collector.problems
	};
}
function readMatches(raw, collector) {
	for (const [name, list] of [["matches", raw.matches], ["ignoredMatches", raw.ignoredMatches]]) collector.readEach(grypeMatchSchema, list, name, (match) => collector.add(toFinding(match)));
}
function readTimes(descriptor) {
	const { db } = descriptor;
	return {
		scannedAt: findTime(descriptor.timestamp),
		databaseBuiltAt: findTime(db?.status?.built || db?.built)
	};
}
function toFinding({ vulnerability, relatedVulnerabilities, artifact }) {
	const [location] = artifact.locations;
	return {
		id: vulnerability.id,
		aliases: relatedVulnerabilities.flatMap(({ id }) => id === "" ? [] : [id]),
		class: classOf$1(artifact.type),
		package: {
			name: artifact.name,
			version: artifact.version,
			purl: artifact.purl || void 0
		},
		severity: parseSeverity(vulnerability.severity),
		severitySource: vulnerability.namespace || "grype",
		fix: vulnerability.fix ? readFix(vulnerability.fix) : noFix,
		publishedAt: void 0,
		location: location?.path ? {
			path: location.path,
			line: void 0
		} : void 0,
		title: vulnerability.description.slice(0, 200)
	};
}
function classOf$1(type) {
	if (type === "" || type.toLowerCase() === "unknownpackage") return "other";
	return systemTypes.has(type) ? "os" : "library";
}
function readFix(fix) {
	return {
		state: fixStates$1.get(fix.state.toLowerCase()) ?? "unknown",
		version: fix.versions.length === 0 ? void 0 : fix.versions.join(", "),
		date: findEarliest(fix.available.map(({ date }) => findTime(date)))
	};
}
function toTarget(target) {
	return typeof target === "object" && target !== null ? target : {};
}
function listDigests(target) {
	const repoDigests = target.repoDigests.map((text) => text.slice(text.indexOf("@") + 1));
	return target.manifestDigest === "" ? repoDigests : [target.manifestDigest, ...repoDigests];
}

// lib/domain/findings/sarif.schema.ts
/** The frame of a SARIF 2.1.0 log. */
const sarifLogSchema = object({
	version: literal("2.1.0"),
	runs: array(unknown())
});
const sarifProperties = nullish(record(string(), unknown()));
/** A rule of a SARIF tool component. */
const sarifRuleSchema = object({
	id: string(),
	name: text,
	shortDescription: nullish(object({ text })),
	defaultConfiguration: nullish(object({ level: text })),
	properties: sarifProperties
});
/** A run of a SARIF log; its results are read one by one. */
const sarifRunSchema = object({
	tool: object({
		driver: object({
			name,
			version: text,
			semanticVersion: text,
			rules: items
		}),
		extensions: nullish(array(object({ rules: items })))
	}),
	invocations: nullish(array(object({
		executionSuccessful: nullish(boolean()),
		endTimeUtc: text
	}))),
	properties: sarifProperties,
	results: items
});
const sarifLocation = object({ physicalLocation: nullish(object({
	artifactLocation: nullish(object({ uri: text })),
	region: nullish(object({ startLine: line }))
})) });
/** A result of a SARIF run. */
const sarifResultSchema = object({
	ruleId: text,
	ruleIndex: line,
	rule: nullish(object({
		id: text,
		index: line,
		toolComponent: nullish(looseObject({}))
	})),
	level: text,
	kind: text,
	baselineState: text,
	message: nullish(object({ text })),
	locations: nullish(array(sarifLocation)),
	properties: sarifProperties
});

// lib/domain/findings/purl.ts
const maxCharacters = 2048;
const purlTypes = /* @__PURE__ */ new Map([
	["debian", "deb/debian"],
	["ubuntu", "deb/ubuntu"],
	["alpine", "apk/alpine"],
	["wolfi", "apk/wolfi"],
	["chainguard", "apk/chainguard"],
	["redhat", "rpm/redhat"],
	["centos", "rpm/centos"],
	["rocky", "rpm/rocky"],
	["alma", "rpm/alma"],
	["oracle", "rpm/oracle"],
	["amazon", "rpm/amazon"],
	["cbl-mariner", "rpm/cbl-mariner"],
	["azurelinux", "rpm/azurelinux"],
	["npm", "npm"],
	["node-pkg", "npm"],
	["yarn", "npm"],
	["pnpm", "npm"],
	["pip", "pypi"],
	["pipenv", "pypi"],
	["poetry", "pypi"],
	["python-pkg", "pypi"],
	["gobinary", "golang"],
	["gomod", "golang"],
	["bundler", "gem"],
	["gemspec", "gem"],
	["cargo", "cargo"],
	["rustbinary", "cargo"],
	["nuget", "nuget"],
	["dotnet-core", "nuget"],
	["composer", "composer"]
]);
/** A package URL of a scanner's type, name and version; undefined for a type whose URL cannot be told from them. */
function buildPurl(type, name, version) {
	const prefix = purlTypes.get(type);
	if (prefix === void 0 || name === "") return void 0;
	return `pkg:${prefix}/${name.split("/").map(encodeURIComponent).join("/")}${version === "" ? "" : `@${encodeURIComponent(dropEpoch(version))}`}`;
}
/** Reads a package URL for comparison; undefined when it is none. */
function parsePurl(text) {
	if (text.length > maxCharacters || !/^pkg:[a-z][a-z0-9.+-]*\/./i.test(text)) return void 0;
	const [path = ""] = text.slice(4).split(/[?#]/, 1);
	const at = path.lastIndexOf("@");
	if (at < path.lastIndexOf("/") || at === path.length - 1) return readName(path, "");
	return at < 0 ? readName(path, "") : readName(path.slice(0, at), path.slice(at + 1));
}
function readName(path, version) {
	const [name, decoded] = [decode(path), decode(version)];
	if (name === void 0 || decoded === void 0) return void 0;
	const slash = name.indexOf("/");
	return {
		base: `pkg:${name.slice(0, slash).toLowerCase()}${name.slice(slash)}`,
		version: decoded === "" ? void 0 : dropEpoch(decoded)
	};
}
/** Whether `scope` names the package `installed`: the same name and, where `scope` has one, the same version. */
function isPackageIn(scope, installed) {
	if (scope.base !== installed.base) return false;
	return scope.version === void 0 || scope.version === installed.version;
}
function dropEpoch(version) {
	return version.replace(/^\d{1,4}:/, "");
}
function decode(text) {
	try {
		return decodeURIComponent(text);
	} catch (error) {
		if (error instanceof URIError) return void 0;
		throw error;
	}
}

// lib/domain/findings/sarif-rule.ts
const levels = /* @__PURE__ */ new Map([
	["error", "critical"],
	["warning", "medium"],
	["note", "low"],
	["none", "negligible"]
]);
const noResult = {
	ruleId: "",
	level: "",
	kind: "",
	baselineState: ""
};
const ruleClasses = /* @__PURE__ */ new Map([
	["ospackagevulnerability", "os"],
	["languagespecificpackagevulnerability", "library"],
	["misconfiguration", "misconfig"],
	["secret", "secret"],
	["license", "licence"]
]);
/** Class and severity of a result: the worst of `security-severity` and tags, as GitHub reads them, else the level. */
function judgeSarifResult(id, result, rule) {
	return {
		class: findClass(id, rule),
		...rate(result, rule)
	};
}
/** Package and fix as Trivy writes them into the message of a result; for any other text nothing. */
function readTrivyMessage(text, kind) {
	const name = findLine(text, "Package");
	const fixed = findLine(text, "Fixed Version");
	const version = findLine(text, "Installed Version");
	const none = {
		state: "unknown",
		version: void 0,
		date: void 0
	};
	if (name === "") return {
		package: void 0,
		fix: none
	};
	const purl = kind === "library" ? void 0 : buildPurl(findLine(text, "Type"), name, version);
	if (fixed === "") return {
		package: {
			name,
			version,
			purl
		},
		fix: {
			...none,
			state: "affected"
		}
	};
	return {
		package: {
			name,
			version,
			purl
		},
		fix: {
			...none,
			state: "fixed",
			version: fixed
		}
	};
}
function rate(result, rule) {
	const severities = [result.properties, rule?.properties].map((bag) => bag?.["security-severity"]).filter((score) => score !== void 0).map(readScore);
	if (severities.includes("unknown") || isUnrated(severities, rule)) return {
		severity: "unknown",
		severitySource: "cvss"
	};
	const [scored, tagged] = [findWorst(severities), findWorst(listTags(rule).map(parseSeverity))];
	if (rankOf(scored) > rankOf(tagged)) return {
		severity: scored,
		severitySource: "cvss"
	};
	if (tagged !== "unknown") return {
		severity: tagged,
		severitySource: "tag"
	};
	return {
		severity: readLevel(result, rule),
		severitySource: "level"
	};
}
function readLevel(result, rule) {
	const level = result.level || rule?.defaultConfiguration?.level || "warning";
	return levels.get(level.toLowerCase()) ?? "unknown";
}
/** Whether two rules rate what they find alike. */
function isSameRating(one, other) {
	const [first, second] = [one, other].map((rule) => {
		const { severity, class: kind } = judgeSarifResult(rule.id, noResult, rule);
		return `${kind} ${severity}`;
	});
	return first === second;
}
function isUnrated(severities, rule) {
	return severities.every((severity) => severity === "negligible") && listTags(rule).some((tag) => tag.trim().toLowerCase() === "unknown");
}
function findLine(text, label) {
	return text.split("\n", 12).find((candidate) => candidate.startsWith(`${label}: `))?.slice(label.length + 2).trim() ?? "";
}
function readScore(value) {
	if (typeof value === "number") return severityOfScore(value);
	return typeof value === "string" && value.trim() !== "" ? severityOfScore(Number(value)) : "unknown";
}
function findClass(id, rule) {
	const named = ruleClasses.get(rule?.name.toLowerCase() ?? "");
	if (named !== void 0) return named;
	const tagged = listTags(rule).map((tag) => tag.toLowerCase()).map((tag) => ruleClasses.get(tag)).find((found) => found !== void 0);
	if (tagged !== void 0) return tagged;
	return /^(CVE|GHSA|OSV|RUSTSEC|PYSEC|GO)-/i.test(id) ? "library" : "other";
}
function listTags(rule) {
	const tags = rule?.properties?.["tags"];
	return Array.isArray(tags) ? tags.filter((tag) => typeof tag === "string") : [];
}

// lib/domain/findings/parse-sarif.ts
/** Reads a SARIF 2.1.0 log of any producer. Suppressions are not honoured: only the policy excepts. */
function parseSarif(document) {
	const collector = new Collector();
	const log = collector.read(sarifLogSchema, document, "");
	const runs = [];
	collector.readEach(sarifRunSchema, log?.runs, "runs", (run, path) => {
		runs.push(run);
		readRun(run, path, collector);
	});
	if (runs.length === 0) collector.report("REPORT_INCOMPLETE", "runs", "it holds no run of a tool");
	return {
		format: "sarif",
		scanner: readScanner(runs),
		scannedAt: findScanTime(runs),
		databaseBuiltAt: void 0,
		os: { kind: "unsaid" },
		packages: "unsaid",
		components: [],
		imageId: runs.map((run) => readText(run, "imageID")).find((text) => text !== ""),
		digests: runs.flatMap(readDigests),
		imageName: runs.map((run) => readText(run, "imageName")).find((text) => text !== "") ?? "",
		findings: collector.findings,
		problems: collector.problems
	};
}
function readRun(run, path, collector) {
	if (!run.results) collector.report("REPORT_INCOMPLETE", `${path}.results`, "the tool gave no results");
	if (run.invocations?.some((invocation) => invocation.executionSuccessful === false)) collector.report("REPORT_INCOMPLETE", `${path}.invocations`, "the tool says that it did not succeed");
	const rules = readRules(run, path, collector);
	const isTrivy = run.tool.driver.name.toLowerCase() === "trivy";
	collector.readEach(sarifResultSchema, run.results, `${path}.results`, (result, place) => {
		addResult(result, findRule(result, rules), {
			isTrivy,
			place,
			collector
		});
	});
}
function readRules(run, path, collector) {
	const list = [];
	const lists = [run.tool.driver.rules, ...(run.tool.extensions ?? []).map((extension) => extension.rules)];
	for (const rules of lists) collector.readEach(sarifRuleSchema, rules, `${path}.tool.rules`, (rule) => list.push(rule));
	const byId = /* @__PURE__ */ new Map();
	for (const rule of list) {
		const other = byId.get(rule.id);
		if (other !== void 0 && !isSameRating(rule, other)) collector.report("REPORT_MALFORMED", `${path}.tool.rules`, "two rules of one name differ in severity");
		byId.set(rule.id, rule);
	}
	return {
		list,
		byId
	};
}
function findRule(result, rules) {
	const id = idOf(result);
	const exact = rules.byId.get(id) ?? rules.byId.get(id.slice(0, Math.max(0, id.lastIndexOf("/"))));
	if (exact !== void 0) return exact;
	if (result.rule?.toolComponent) return void 0;
	return rules.list[result.ruleIndex ?? result.rule?.index ?? -1];
}
function addResult(result, rule, context) {
	if (isNothing(result)) return;
	const id = idOf(result) || rule?.id;
	if (!id) {
		context.collector.report("REPORT_MALFORMED", context.place, "a result that names no rule");
		return;
	}
	const judged = judgeSarifResult(id, result, rule);
	const text = textOf(result.message);
	context.collector.add({
		id,
		aliases: [],
		...judged,
		...readTrivyMessage(context.isTrivy ? text : "", judged.class),
		publishedAt: void 0,
		location: findLocation(result),
		title: textOf(rule?.shortDescription) || text.slice(0, 200)
	});
}
function isNothing({ kind, baselineState }) {
	return kind === "pass" || kind === "notApplicable" || baselineState === "absent";
}
function textOf(message) {
	return message?.text ?? "";
}
function idOf(result) {
	return result.ruleId || (result.rule?.id ?? "");
}
function findLocation({ locations }) {
	const physical = locations?.[0]?.physicalLocation;
	const path = physical?.artifactLocation?.uri;
	return path ? {
		path,
		line: physical.region?.startLine ?? void 0
	} : void 0;
}
function readScanner(runs) {
	const driver = runs[0]?.tool.driver;
	return {
		name: driver?.name.toLowerCase() ?? "",
		version: driver?.version ?? driver?.semanticVersion ?? ""
	};
}
function findScanTime(runs) {
	const ends = runs.flatMap((run) => (run.invocations ?? []).map(({ endTimeUtc }) => findTime(endTimeUtc)));
	return findEarliest(ends);
}
function readText(run, name) {
	const value = run.properties?.[name];
	return typeof value === "string" ? value : "";
}
function readDigests(run) {
	const value = run.properties?.["repoDigests"];
	if (!Array.isArray(value)) return [];
	return value.filter((item) => typeof item === "string").map((item) => item.slice(item.indexOf("@") + 1));
}

// lib/domain/findings/trivy.schema.ts
/** The frame of a Trivy report, SchemaVersion 2; its findings are read one by one. */
const trivyReportSchema = object({
	CreatedAt: text,
	ArtifactName: text,
	Trivy: nullish(object({ Version: text })),
	Metadata: nullish(object({
		OS: nullish(object({
			Family: text,
			Name: text,
			EOSL: nullish(boolean())
		})),
		ImageID: text,
		RepoDigests: texts
	})),
	Results: items
});
/** One target of a Trivy report. */
const trivyResultSchema = object({
	Target: string(),
	Class: text,
	Type: text,
	Packages: items,
	Vulnerabilities: items,
	Misconfigurations: items,
	Secrets: items,
	Licenses: items,
	ExperimentalModifiedFindings: items,
	ModifiedFindings: items
});
/** A package of a Trivy report. */
const trivyPackageSchema = object({
	Name: string(),
	Version: text,
	Release: text,
	Identifier: nullish(object({ PURL: text }))
});
/** A vulnerability of a Trivy report. */
const trivyVulnerabilitySchema = object({
	VulnerabilityID: id,
	VendorIDs: texts,
	PkgName: name,
	PkgPath: text,
	PkgRef: text,
	PkgIdentifier: nullish(object({ PURL: text })),
	InstalledVersion: text,
	FixedVersion: text,
	Status: text,
	Severity: text,
	SeveritySource: text,
	Title: text,
	PublishedDate: text
});
/** A failed or passed check of a Trivy report. */
const trivyMisconfigurationSchema = object({
	ID: id,
	AVDID: text,
	Title: text,
	Severity: text,
	Status: text,
	CauseMetadata: nullish(object({ StartLine: line }))
});
/** A secret that Trivy found; what it matched is not read. */
const trivySecretSchema = object({
	RuleID: id,
	Severity: text,
	Title: text,
	StartLine: line
});
/** A licence of a Trivy report. */
const trivyLicenceSchema = object({
	Name: id,
	PkgName: text,
	FilePath: text,
	Severity: text
});
/** Something that Trivy's own ignore file or VEX took out. */
const trivyModifiedSchema = object({
	Type: string(),
	Finding: unknown()
});

// lib/domain/findings/parse-trivy-checks.ts
/** Reads what is no vulnerability out of a Trivy result: checks, secrets, licences, and what Trivy itself took out. */
function readTrivyChecks(result, path, collector, useVulnerability) {
	const { Target: target } = result;
	readMisconfigurations(result.Misconfigurations, path, target, collector);
	readSecrets(result.Secrets, path, target, collector);
	readLicences(result.Licenses, path, target, collector);
	const modified = [...result.ModifiedFindings ?? [], ...result.ExperimentalModifiedFindings ?? []];
	collector.readEach(trivyModifiedSchema, modified, `${path}.ModifiedFindings`, (item, place) => {
		readModified(item, `${place}.Finding`, {
			target,
			collector,
			useVulnerability
		});
	});
}
function readModified(item, path, context) {
	const { target, collector, useVulnerability } = context;
	switch (item.Type) {
		case "vulnerability": {
			const value = collector.read(trivyVulnerabilitySchema, item.Finding, path);
			if (value !== void 0) useVulnerability(value);
			return;
		}
		case "misconfiguration":
			readMisconfigurations([item.Finding], path, target, collector);
			return;
		case "secret":
			readSecrets([item.Finding], path, target, collector);
			return;
		case "license":
			readLicences([item.Finding], path, target, collector);
			return;
		default: collector.report("REPORT_MALFORMED", path, "a kind of finding that is not known");
	}
}
function readMisconfigurations(list, path, target, collector) {
	collector.readEach(trivyMisconfigurationSchema, list, `${path}.Misconfigurations`, (item) => {
		if (item.Status === "PASS") return;
		const aliases = item.AVDID === "" ? [] : [item.AVDID];
		const at = {
			path: target,
			line: item.CauseMetadata?.StartLine ?? void 0
		};
		collector.add({
			...base("misconfig", item.ID, item.Severity, item.Title),
			aliases,
			location: at
		});
	});
}
function readSecrets(list, path, target, collector) {
	collector.readEach(trivySecretSchema, list, `${path}.Secrets`, (item) => {
		const at = {
			path: target,
			line: item.StartLine ?? void 0
		};
		collector.add({
			...base("secret", item.RuleID, item.Severity, item.Title),
			location: at
		});
	});
}
function readLicences(list, path, target, collector) {
	collector.readEach(trivyLicenceSchema, list, `${path}.Licenses`, (item) => {
		const at = {
			path: item.FilePath || target,
			line: void 0
		};
		const held = item.PkgName === "" ? void 0 : {
			name: item.PkgName,
			version: "",
			purl: void 0
		};
		collector.add({
			...base("licence", item.Name, item.Severity, `licence ${item.Name}`),
			package: held,
			location: at
		});
	});
}
function base(kind, id, severity, title) {
	return {
		id,
		aliases: [],
		class: kind,
		package: void 0,
		severity: parseSeverity(severity),
		severitySource: "trivy",
		fix: {
			state: "affected",
			version: void 0,
			date: void 0
		},
		publishedAt: void 0,
		location: void 0,
		title
	};
}

// lib/domain/findings/parse-trivy.ts
const fixStates = /* @__PURE__ */ new Map([
	["fixed", "fixed"],
	["affected", "affected"],
	["will_not_fix", "will-not-fix"],
	["fix_deferred", "deferred"],
	["end_of_life", "end-of-life"],
	["under_investigation", "under-investigation"]
]);
const classes = /* @__PURE__ */ new Map([
	["os-pkgs", "os"],
	["lang-pkgs", "library"],
	["config", "misconfig"],
	["secret", "secret"],
	["license", "licence"],
	["license-file", "licence"]
]);
/** Reads Trivy's JSON, SchemaVersion 2. */
function parseTrivy(document) {
	const collector = new Collector();
	return readReport(collector.read(trivyReportSchema, document, "") ?? {}, collector);
}
/** Reads Trivy's JSON from before 0.20: the list of results alone. */
function parseTrivyList(document) {
	return {
		...readReport({ Results: [...document] }, new Collector()),
		os: inferSystem(document)
	};
}
function readReport(raw, collector) {
	const results = [];
	collector.readEach(trivyResultSchema, raw.Results, "Results", (result, path) => {
		results.push(result);
		readResult(result, path, collector);
	});
	const os = findSystem(raw, results, collector);
	return {
		format: "trivy",
		scanner: {
			name: "trivy",
			version: raw.Trivy?.Version ?? ""
		},
		scannedAt: findTime(raw.CreatedAt),
		databaseBuiltAt: void 0,
		os,
		packages: results.some(hasPackages) ? "some" : "none",
		components: collector.components,
		imageId: raw.Metadata?.ImageID || void 0,
		digests: (raw.Metadata?.RepoDigests ?? []).map((text) => text.slice(text.indexOf("@") + 1)),
		imageName: raw.ArtifactName ?? "",
		findings: collector.findings,
		problems: collector.problems
	};
}
function findSystem(raw, results, collector) {
	const given = raw.Metadata?.OS;
	const os = given ? readSystem(given.Family, given.Name, given.EOSL === true) : { kind: "none" };
	if (os.kind === "known" && !results.some((result) => classOf(result) === "os")) collector.report("REPORT_INCOMPLETE", "Results", "the packages of the operating system were not examined");
	if (os.kind === "known" && os.isEndOfLife) {
		const release = `${os.family} ${os.version}`;
		collector.add({
			id: `EOL-${os.family}-${os.version}`,
			aliases: [],
			class: "eol",
			severity: "critical",
			package: {
				name: os.family,
				version: os.version,
				purl: void 0
			},
			severitySource: "trivy",
			fix: {
				state: "unknown",
				version: void 0,
				date: void 0
			},
			publishedAt: void 0,
			location: {
				path: release,
				line: void 0
			},
			title: `${release} gets no more security updates`
		});
	}
	return os;
}
function inferSystem(document) {
	const found = document.map((item) => safeParse(trivyResultSchema, item)).filter(({ success }) => success).map(({ output }) => output).find((item) => isKnownFamily(item.Type));
	if (found === void 0) return { kind: "none" };
	return readSystem(found.Type, /\(\S+ (\S+)\)$/.exec(found.Target.slice(-200))?.[1] ?? "", false);
}
function readResult(result, path, collector) {
	if (classOf(result) === void 0) collector.report("REPORT_MALFORMED", `${path}.Class`, "a class of results that is not known");
	collector.readEach(trivyPackageSchema, result.Packages, `${path}.Packages`, (item) => {
		const version = [item.Version, item.Release].filter(Boolean).join("-");
		const purl = (item.Identifier?.PURL || void 0) ?? buildPurl(result.Type, item.Name, version);
		if (purl !== void 0) collector.components.push(purl);
	});
	collector.readEach(trivyVulnerabilitySchema, result.Vulnerabilities, `${path}.Vulnerabilities`, (item) => {
		addVulnerability(item, result, collector);
	});
	readTrivyChecks(result, path, collector, (item) => addVulnerability(item, result, collector));
}
function addVulnerability(item, result, collector) {
	const { InstalledVersion: version, FixedVersion: fixed } = item;
	collector.add({
		id: item.VulnerabilityID,
		aliases: item.VendorIDs,
		class: classOf(result) === "os" ? "os" : "library",
		package: {
			name: item.PkgName,
			version,
			purl: purlOf(item, result.Type)
		},
		severity: parseSeverity(item.Severity),
		severitySource: item.SeveritySource || "trivy",
		fix: {
			state: fixStateOf(item.Status, fixed),
			version: fixed || void 0,
			date: void 0
		},
		publishedAt: findTime(item.PublishedDate),
		location: {
			path: item.PkgPath || result.Target,
			line: void 0
		},
		title: item.Title
	});
}
function purlOf(item, type) {
	return item.PkgIdentifier?.PURL || item.PkgRef || buildPurl(type, item.PkgName, item.InstalledVersion);
}
function fixStateOf(status, fixed) {
	if (status === "") return fixed === "" ? "affected" : "fixed";
	return fixStates.get(status.toLowerCase()) ?? "unknown";
}
function classOf(result) {
	if (result.Class !== "") return classes.get(result.Class);
	return isKnownFamily(result.Type) ? "os" : "library";
}
function hasPackages(result) {
	const kind = classOf(result);
	if (kind !== "os" && kind !== "library") return false;
	return result.Packages ? result.Packages.length > 0 : true;
}

// lib/domain/findings/parse-report.ts
/** The largest report that is read; a text of more would not fit a string of V8 with room to work. */
const maxReportCharacters = 419430400;
/**
* Reads a report of any format that is known; never throws. What cannot be believed stands in `problems`, and what
* could be read beside it in `findings`.
*/
function parseReport(text) {
	if (text.length > 419430400) return refuse("REPORT_TOO_LARGE", `it is longer than ${maxReportCharacters} characters`);
	if (text.trim() === "") return refuse("REPORT_EMPTY", "the file is empty");
	try {
		return readDocument(JSON.parse(text.startsWith("﻿") ? text.slice(1) : text));
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		return refuse("REPORT_NOT_JSON", `it is no JSON, or was cut short ${/\(line \d+ column \d+\)/.exec(error.message)?.[0] ?? "(at its end)"}`);
	}
}
/** A report in which nothing could be read. */
function refuse(code, detail) {
	return {
		format: void 0,
		scanner: {
			name: "",
			version: ""
		},
		scannedAt: void 0,
		databaseBuiltAt: void 0,
		os: { kind: "unsaid" },
		packages: "unsaid",
		components: [],
		imageId: void 0,
		digests: [],
		imageName: "",
		findings: [],
		problems: [{
			code,
			path: "",
			detail
		}]
	};
}
function readDocument(document) {
	if (document === null) return refuse("REPORT_EMPTY", "the document is null: the scan had no result");
	if (Array.isArray(document)) return readList(document);
	if (typeof document !== "object") return refuse("REPORT_FOREIGN", "the document is no object");
	if ("SchemaVersion" in document) return readTrivy(document, document.SchemaVersion);
	return readOther(document);
}
function readOther(document) {
	if ("bomFormat" in document && document.bomFormat === "CycloneDX") return parseCyclonedx(document);
	if ("runs" in document && "version" in document) return parseSarif(document);
	if ("matches" in document && "descriptor" in document) return parseGrype(document);
	return refuse("REPORT_FOREIGN", "it is neither Trivy JSON, SARIF, CycloneDX nor Grype JSON");
}
function readTrivy(document, version) {
	if (version === 2) return parseTrivy(document);
	return refuse("REPORT_VERSION", `SchemaVersion ${typeof version === "number" || typeof version === "string" ? `${version}`.slice(0, 20) : "?"} of Trivy’s report is not known`);
}
function readList(list) {
	const isTrivy = list.every((item) => typeof item === "object" && item !== null && "Target" in item);
	if (list.length === 0) return refuse("REPORT_EMPTY", "the list is empty: nothing was scanned");
	return isTrivy ? parseTrivyList(list) : refuse("REPORT_FOREIGN", "a list that is no report of Trivy");
}

export { buildPurl, findEarliest, findTime, isKnownFamily, isPackageIn, maxReportCharacters, normaliseFamily, parsePurl, parseReport, parseSbom, parseSeverity, rankOf };