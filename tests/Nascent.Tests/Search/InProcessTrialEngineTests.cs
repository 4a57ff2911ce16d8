using Nascent.Search;
using Nascent.Testing.Search;

namespace Nascent.Tests.Search;

public sealed class InProcessTrialEngineTests : TrialEngineContract
{
    protected override ITrialEngine Create(int slots, params (int Trial, string Kind)[] kinds) => new InProcessTrialEngine(
        slots,
        async (job, progress, cancellationToken) =>
        {
            var result = FakeTraining.ResultOf(job);
            switch (kinds.FirstOrDefault(pair => pair.Trial == job.Candidate.TrialNumber).Kind)
            {
                case "throw":
                    throw new InvalidOperationException("made up");
                case "nan":
                    return result with { Metrics = result.Metrics.With("accuracy", double.NaN) };
                case "wait":
                    progress.Report(result);
                    await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                    break;
            }

            return result;
        },
        TimeProvider.System);
}
