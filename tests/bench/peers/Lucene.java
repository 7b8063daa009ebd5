import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.util.CharArrayMap;
import org.apache.lucene.util.Version;

/** Lucene words|terms warm|cold TEXT TERMS: cut into words; or cut, stemmed and looked up. */
public class Lucene {
    static final int PIECE = 1 << 16;
    static long words, found;

    static class Words extends Analyzer {
        @Override
        protected TokenStreamComponents createComponents(String field, java.io.Reader reader) {
            Tokenizer tokenizer = new StandardTokenizer(Version.LUCENE_4_10_4, reader);
            return new TokenStreamComponents(tokenizer);
        }
    }

    static List<String> pieces(byte[] text) {
        List<String> out = new ArrayList<>();
        for (int at = 0; at < text.length;) {
            int end = Math.min(at + PIECE, text.length);
            while (end < text.length && !(text[end - 1] == '\n' && text[end - 2] == '\n'))
                end++;
            out.add(new String(text, at, end - at, StandardCharsets.UTF_8));
            at = end;
        }
        return out;
    }

    static void run(Analyzer analyzer, CharArrayMap<Integer> terms, String text, int[] count)
            throws Exception {
        TokenStream stream = analyzer.tokenStream("text", new StringReader(text));
        CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
        stream.reset();
        while (stream.incrementToken()) {
            words++;
            if (terms == null)
                continue;
            Integer index = terms.get(term.buffer(), 0, term.length());
            if (index != null) {
                count[index]++;
                found++;
            }
        }
        stream.end();
        stream.close();
    }

    static CharArrayMap<Integer> load(Analyzer analyzer, List<String> lines) throws Exception {
        CharArrayMap<Integer> terms = new CharArrayMap<>(Version.LUCENE_4_10_4, lines.size(), false);
        for (int i = 0; i < lines.size(); i++) {
            TokenStream stream = analyzer.tokenStream("text", new StringReader(lines.get(i)));
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            if (stream.incrementToken() && !terms.containsKey(term.toString()))
                terms.put(term.toString(), i);
            stream.end();
            stream.close();
        }
        return terms;
    }

    static double processor() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime() * 1e-9;
    }

    public static void main(String[] args) throws Exception {
        boolean stem = args[0].equals("terms");
        byte[] text = Files.readAllBytes(Paths.get(args[2]));
        List<String> lines = Files.readAllLines(Paths.get(args[3]), StandardCharsets.UTF_8);
        Analyzer analyzer = stem ? new DutchAnalyzer() : new Words();
        CharArrayMap<Integer> terms = stem ? load(analyzer, lines) : null;
        int[] count = new int[lines.size()];
        double warm = args[1].equals("warm") ? 3 : 0;
        long start = System.nanoTime();
        /* Strings are made anew in each pass: a program has bytes to begin with. */
        for (int pass = 0; (System.nanoTime() - start) * 1e-9 < warm && pass < 20; pass++)
            for (String piece : pieces(text))
                run(analyzer, terms, piece, count);
        start = System.nanoTime();
        double before = processor();
        int passes = 0;
        do {
            words = found = 0;
            for (String piece : pieces(text))
                run(analyzer, terms, piece, count);
            passes++;
        } while (warm > 0 && (System.nanoTime() - start) * 1e-9 < 0.25);
        System.out.printf(java.util.Locale.ROOT,
                "{\"bytes\": %d, \"wall\": %.6f, \"cpu\": %.6f, \"words\": %d, \"found\": %d}%n", text.length,
                (System.nanoTime() - start) * 1e-9 / passes, (processor() - before) / passes, words, found);
    }
}
