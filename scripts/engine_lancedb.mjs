// SPDX-License-Identifier: GPL-3.0-or-later
// LanceDB for scripts/bench, as engine.py describes a program around an engine:
// engine_lancedb.mjs MODULES build TABLE FOLDER, engine_lancedb.mjs MODULES serve FOLDER.  It knows words
// between blanks, so it gets a second column in which Chinese stands in pairs of characters; its
// full-text index has positions, for phrases; the State has a bitmap index.  It counts nothing by itself:
// for facets it gives the fields of all that matches.
import { createReadStream } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const LIMIT = 10, FACET_LIMIT = 20, BATCH = 20000;
const [modules, verb, ...places] = process.argv.slice(2);
const lancedb = createRequire(modules + "/")("@lancedb/lancedb");

// Every two neighbours of a Chinese run as words; a lone character stays one.
function paired(text) {
	return text.replace(/[\u3400-\u9fff]+/g, run => {
		let pairs = run.length === 1 ? " " + run : "";
		for (let place = 0; place + 1 < run.length; place++)
			pairs += " " + run.slice(place, place + 2);
		return pairs + " ";
	});
}

async function build(table, folder) {
	const database = await lancedb.connect(folder);
	let passages = null, rows = [];
	const store = async () => {
		if (passages)
			await passages.add(rows);
		else
			passages = await database.createTable("passages", rows);
		rows = [];
	};
	for await (const line of createInterface({ input: createReadStream(table) })) {
		const [number, state, theme, , year, text] = line.split("\t");
		rows.push({ number: Number(number), state, theme, year, text, words: paired(text) });
		if (rows.length === BATCH)
			await store();
	}
	if (rows.length)
		await store();
	await passages.optimize();
	await passages.createIndex("state", { config: lancedb.Index.bitmap() });
	await passages.createIndex("words", { config: lancedb.Index.fts({
		baseTokenizer: "simple", withPosition: true, lowercase: true, stem: true,
		removeStopWords: false, asciiFolding: true }) });
}

function counted(rows) {
	const counts = { state: new Map(), theme: new Map(), year: new Map() };
	const count = (facet, value) => counts[facet].set(value, (counts[facet].get(value) ?? 0) + 1);
	for (const row of rows) {
		count("state", row.state);
		count("year", row.year);
		for (const theme of row.theme ? row.theme.split(" ") : [])
			count("theme", theme);
	}
	return Object.fromEntries(Object.entries(counts).map(([facet, values]) =>
		[facet, [...values].sort((a, b) => b[1] - a[1]).slice(0, FACET_LIMIT)]));
}

async function serve(folder) {
	const passages = await (await lancedb.connect(folder)).openTable("passages");
	const all = await passages.countRows();
	const find = (text, state) => {
		const quote = text.startsWith('"') ? text.slice(1, -1) : null;
		let query = passages.query().fullTextSearch(quote ? new lancedb.PhraseQuery(paired(quote), "words") :
			new lancedb.MatchQuery(paired(text), "words"));
		return state ? query.where(`state = '${state}'`) : query;
	};
	for await (const line of createInterface({ input: process.stdin })) {
		const [text, state, facets] = line.split("\t");
		const hits = await find(text, state).select(["number", "state", "text", "_score"])
			.limit(LIMIT).toArray();
		let total = -1, counts = {};
		if (facets === "1") {
			const rows = await find(text, state).select(["state", "theme", "year", "_score"])
				.limit(all).toArray();
			total = rows.length;
			counts = counted(rows);
		}
		const rest = JSON.stringify([hits.map(hit => hit.text), counts]);
		process.stdout.write(`${total}\t${hits.length}\t${rest}\n`);
	}
}

await (verb === "build" ? build : serve)(...places);
process.exit(0);
