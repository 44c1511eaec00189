// SPDX-License-Identifier: GPL-3.0-or-later
// Lucene 4.10 for scripts/bench, as engine.py describes a program around an engine:
// EngineLucene build ANALYZER TABLE FOLDER, EngineLucene serve ANALYZER FOLDER.  Two threads index, and
// all segments are merged into one; facets are those of its facet module, by a taxonomy.
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.facet.FacetField;
import org.apache.lucene.facet.FacetResult;
import org.apache.lucene.facet.Facets;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.LabelAndValue;
import org.apache.lucene.facet.taxonomy.FastTaxonomyFacetCounts;
import org.apache.lucene.facet.taxonomy.TaxonomyReader;
import org.apache.lucene.facet.taxonomy.directory.DirectoryTaxonomyReader;
import org.apache.lucene.facet.taxonomy.directory.DirectoryTaxonomyWriter;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Filter;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryWrapperFilter;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.Version;

class EngineLucene {
	static final int LIMIT = 10, FACET_LIMIT = 20, THREADS = 2;
	static final String[] FACETS = { "state", "theme", "year" };

	static FacetsConfig facetsConfig() {
		FacetsConfig config = new FacetsConfig();
		config.setMultiValued("theme", true);
		return config;
	}

	static Document document(String line) {
		String[] fields = line.split("\t", -1);
		Document document = new Document();
		document.add(new TextField("text", fields[5], Field.Store.YES));
		document.add(new StringField("state", fields[1], Field.Store.YES));
		document.add(new FacetField("state", fields[1]));
		document.add(new FacetField("year", fields[4]));
		for (String theme : fields[2].split(" "))
			if (!theme.isEmpty())
				document.add(new FacetField("theme", theme));
		return document;
	}

	static void build(Analyzer analyzer, String table, String folder) throws Exception {
		IndexWriterConfig config = new IndexWriterConfig(Version.LATEST, analyzer);
		config.setSimilarity(new BM25Similarity());
		config.setRAMBufferSizeMB(256);
		FacetsConfig facets = facetsConfig();
		try (IndexWriter writer = new IndexWriter(FSDirectory.open(new File(folder, "index")), config);
		     DirectoryTaxonomyWriter taxonomy = new DirectoryTaxonomyWriter(
				FSDirectory.open(new File(folder, "taxonomy")));
		     BufferedReader lines = Files.newBufferedReader(Paths.get(table), StandardCharsets.UTF_8)) {
			Callable<Void> work = () -> {
				for (;;) {
					String line;
					synchronized (lines) {
						line = lines.readLine();
					}
					if (line == null)
						return null;
					writer.addDocument(facets.build(taxonomy, document(line)));
				}
			};
			ExecutorService threads = Executors.newFixedThreadPool(THREADS);
			List<Future<Void>> running = new ArrayList<>();
			for (int thread = 0; thread < THREADS; thread++)
				running.add(threads.submit(work));
			for (Future<Void> one : running)
				one.get();
			threads.shutdown();
			writer.forceMerge(1);
		}
	}

	static String answer(Analyzer analyzer, IndexSearcher searcher, TaxonomyReader taxonomy, String line)
			throws Exception {
		String[] asked = line.split("\t", -1);
		Query query = PeerLucene.parse(analyzer, asked[0]);
		Filter filter = asked[1].isEmpty() ? null :
			new QueryWrapperFilter(new TermQuery(new Term("state", asked[1])));
		StringBuilder rest = new StringBuilder();
		TopDocs found;
		if (asked[2].equals("1")) {
			FacetsCollector collector = new FacetsCollector();
			found = FacetsCollector.search(searcher, query, filter, LIMIT, collector);
			Facets counts = new FastTaxonomyFacetCounts(taxonomy, facetsConfig(), collector);
			for (String facet : FACETS) {
				FacetResult result = counts.getTopChildren(FACET_LIMIT, facet);
				if (result != null)
					for (LabelAndValue value : result.labelValues)
						rest.append(facet).append(':').append(value.label).append('=')
							.append(value.value).append('\t');
			}
		} else {
			found = searcher.search(query, filter, LIMIT);
		}
		for (ScoreDoc hit : found.scoreDocs) {
			Document document = searcher.doc(hit.doc);
			rest.append(document.get("state")).append(' ').append(document.get("text")).append('\t');
		}
		return found.totalHits + "\t" + found.scoreDocs.length + "\t" + rest;
	}

	static void serve(Analyzer analyzer, String folder) throws Exception {
		BooleanQuery.setMaxClauseCount(10000);
		IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(
			new MMapDirectory(new File(folder, "index"))));
		searcher.setSimilarity(new BM25Similarity());
		TaxonomyReader taxonomy = new DirectoryTaxonomyReader(new MMapDirectory(new File(folder, "taxonomy")));
		BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		PrintStream out = new PrintStream(System.out, false, "UTF-8");
		for (String line; (line = lines.readLine()) != null;) {
			out.print(answer(analyzer, searcher, taxonomy, line) + "\n");
			out.flush();
		}
	}

	public static void main(String[] args) throws Exception {
		Analyzer analyzer = PeerLucene.analyzer(args[1]);
		if (args[0].equals("build"))
			build(analyzer, args[2], args[3]);
		else
			serve(analyzer, args[2]);
	}
}
