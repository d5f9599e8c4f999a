import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/// Trains Tribuo's logistic regression on the features and prints the area under its ROC curve on rows that it has not seen:
/// the validation rows, or with the argument `holdout` others that decide nothing.
final class Train {
    private static final Label PAID = new Label("paid");
    private static final Label NOT = new Label("not");
    // Held, or its level would be forgotten.
    private static final Logger QUIET = Logger.getLogger("org.tribuo");

    public static void main(String[] arguments) throws IOException {
        QUIET.setLevel(Level.OFF);
        boolean holdout = arguments.length > 0 && arguments[0].equals("holdout");
        List<Rows.Row> training = Rows.of(1, 6_000);
        List<Rows.Row> unseen = Rows.of(holdout ? 3 : 2, 6_000);
        var features = new Features(Path.of("features.conf"), training);
        var trainer = new LinearSGDTrainer(new LogMulticlass(), new AdaGrad(0.1), 6, 6_000, 16, 1L);
        var model = trainer.train(dataset(features, training));
        var evaluation = new LabelEvaluator().evaluate(model, dataset(features, unseen));
        System.out.printf("METRIC auc=%.5f%n", evaluation.AUCROC(PAID));
        System.out.printf("METRIC features=%d%n", features.names().length);
    }

    private static MutableDataset<Label> dataset(Features features, List<Rows.Row> rows) {
        var factory = new LabelFactory();
        var set = new MutableDataset<>(new SimpleDataSourceProvenance("rows", factory), factory);
        rows.forEach(row -> set.add(new ArrayExample<>(row.paid() ? PAID : NOT, features.names(), features.of(row))));
        return set;
    }
}
