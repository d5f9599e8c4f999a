package dev.autoresearch.proposers.llm;

import dev.autoresearch.journal.Spending;
import dev.autoresearch.proposer.Purse;
import dev.autoresearch.proposers.llm.model.Answer;
import dev.autoresearch.proposers.llm.model.Request;
import dev.autoresearch.proposers.llm.model.Usage;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Money and tokens of one conversation: reserves before a request what it may cost, clamps the answer to what is left,
/// and counts afterwards what it did cost, whatever became of it. For one thread.
final class Till {

    /// The shortest answer that is worth paying for, in tokens.
    static final int LEAST = 300;

    // Code has fewer characters in a token than prose, which estimates go by.
    private static final double AT_FIRST = 1.2;

    private final Optional<Rate> rate;
    private double measured = AT_FIRST;
    private Usage usage = Usage.NONE;
    private double dollars;
    private int responses;

    /// @param rate empty when nobody knows what the model costs: then only its tokens are counted
    Till(Optional<Rate> rate) {
        this.rate = rate;
    }

    /// Asks if there is enough for it.
    ///
    /// @param ask gets the request with the longest answer that can be paid
    Answer pay(Purse purse, Request request, Function<Request, Answer> ask) {
        long estimate = request.estimatedTokens();
        long prompt = (long) Math.ceil(estimate * measured);
        int most = affordable(purse, request.maxOutput(), prompt);
        if (most < Math.min(LEAST, request.maxOutput())) {
            return new Answer.Unaffordable(missing(purse, prompt));
        }
        Answer answer = ask.apply(request.withMaxOutput(most));
        Usage used = answer.usage();
        if (used.total() > 0) {
            responses++;
            usage = usage.plus(used);
            double cost = cost(used);
            dollars += cost;
            purse.spend(new Spending(cost, used.total()));
        }
        if (!used.estimated() && used.in() > 0 && estimate > 0) {
            measured = Math.clamp(1.05 * used.in() / estimate, 0.5, 4);
        }
        return answer;
    }

    private int affordable(Purse purse, int wanted, long prompt) {
        if (purse.empty()) {
            return 0;
        }
        double money = purse.dollarsLeft();
        int byMoney = rate.isEmpty() || Double.isInfinite(money)
                ? wanted
                : rate.get().outputFor(money - rate.get().prompt(prompt), prompt);
        long tokens = purse.tokensLeft();
        long byTokens = tokens == Long.MAX_VALUE ? wanted : tokens - prompt;
        int most = Math.clamp(Math.min(byMoney, byTokens), 0, wanted);
        double cost = rate.map(known -> known.prompt(prompt)).orElse(0.0);
        // The answer itself is clamped already; this asks the purse, whatever it goes by.
        return most > 0 && purse.allows(new Spending(Math.min(cost, money), Math.min(prompt, tokens))) ? most : 0;
    }

    private String missing(Purse purse, long prompt) {
        String left = Double.isInfinite(purse.dollarsLeft())
                ? purse.tokensLeft() + " tokens"
                : String.format(Locale.ROOT, "$%.4f", purse.dollarsLeft())
                        + (purse.tokensLeft() == Long.MAX_VALUE ? "" : " and " + purse.tokensLeft() + " tokens");
        return "the budget has " + left + " left, not enough for one more answer to a prompt of about " + prompt
                + " tokens";
    }

    /// What a response costs, in US dollars; 0 where nobody knows.
    double cost(Usage used) {
        return rate.map(known -> known.dollars(used)).orElse(0.0);
    }

    /// All tokens so far.
    Usage usage() {
        return usage;
    }

    /// All money so far, in US dollars.
    double dollars() {
        return dollars;
    }

    /// Answers that cost something.
    int responses() {
        return responses;
    }
}
