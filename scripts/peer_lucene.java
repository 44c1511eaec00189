// SPDX-License-Identifier: GPL-3.0-or-later
// Lucene 4.10 as a peer of scripts/evaluate: PeerLucene ANALYZER TEXTS QUERIES.  TEXTS is one text a
// line; a line of QUERIES is how many texts to give, a tab, the query.  For each query a line of the
// numbers of the texts found, best first.
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.RAMDirectory;
import org.apache.lucene.util.Version;

class PeerLucene {
	static Analyzer analyzer(String name) {
		switch (name) {
		case "cjk": return new CJKAnalyzer();
		case "smart": return new SmartChineseAnalyzer();
		case "english": return new EnglishAnalyzer();
		default: throw new IllegalArgumentException(name);
		}
	}

	// Quotation marks keep their meaning when they pair; nothing else is an operator.
	static Query parse(Analyzer analyzer, String text) throws ParseException {
		QueryParser parser = new QueryParser("text", analyzer);
		String plain = QueryParser.escape(text).replaceAll("\\b(AND|OR|NOT)\\b", "\\\\$1");
		try {
			return parser.parse(plain.replace("\\\"", "\""));
		} catch (ParseException oddQuotes) {
			return parser.parse(plain);
		}
	}

	public static void main(String[] args) throws Exception {
		Analyzer analyzer = analyzer(args[0]);
		RAMDirectory directory = new RAMDirectory();
		IndexWriterConfig config = new IndexWriterConfig(Version.LATEST, analyzer);
		config.setSimilarity(new BM25Similarity());
		try (IndexWriter writer = new IndexWriter(directory, config)) {
			for (String text : Files.readAllLines(Paths.get(args[1]), StandardCharsets.UTF_8)) {
				Document document = new Document();
				document.add(new TextField("text", text, Field.Store.NO));
				writer.addDocument(document);
			}
			writer.forceMerge(1);	// a document's number is its place then
		}
		BooleanQuery.setMaxClauseCount(10000);
		IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(directory));
		searcher.setSimilarity(new BM25Similarity());
		PrintStream out = new PrintStream(System.out, false, "UTF-8");
		for (String line : Files.readAllLines(Paths.get(args[2]), StandardCharsets.UTF_8)) {
			int tab = line.indexOf('\t');
			Query query = parse(analyzer, line.substring(tab + 1));
			StringBuilder found = new StringBuilder();
			for (ScoreDoc hit : searcher.search(query, Integer.parseInt(line.substring(0, tab))).scoreDocs)
				found.append(hit.doc).append(' ');
			out.println(found);
		}
		out.flush();
	}
}
