using Nascent.Journal;
using Nascent.Reporting.Numbers;
using Nascent.Reporting.Outcomes;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Nascent.Cli.Display;

/// <summary>Draws a run's progress for a terminal: phase, trials, best so far, time left, and what each worker does.</summary>
internal static class LivePanel
{
    /// <summary>The picture.</summary>
    /// <param name="progress">How far the run is.</param>
    /// <param name="step">A step under way that is no phase, with its share and how long it has taken.</param>
    /// <param name="now">The present time.</param>
    /// <param name="width">Columns of the terminal.</param>
    public static IRenderable Draw(RunProgress progress, (string What, double? Share, TimeSpan Elapsed)? step, DateTimeOffset now, int width)
    {
        var lines = new List<IRenderable>();
        if (progress.State.Spec is { } spec)
        {
            lines.Add(new Markup($"[bold]{Markup.Escape(spec.Name)}[/]  {Markup.Escape(RunWords.Phase(progress.State))}  [grey]{Markup.Escape($"{spec.Space["name"]} · {spec.Strategy.Name} · {spec.Data.Source}".TrimEnd(' ', '·'))}[/]"));
            if (step is null && progress.State.Phase is RunPhase.Searching or RunPhase.Retraining)
                lines.Add(Bar(progress.Share(now), progress.Left(now), Done(progress.State), width));
        }

        if (step is { } under)
            lines.Add(Bar(under.Share, under.Share is > 0.02 and { } share ? under.Elapsed * ((1 - share) / share) : null, $"{under.What} {(under.Elapsed > TimeSpan.FromSeconds(2) ? Figures.Time(under.Elapsed) : "")}".TrimEnd(), width));
        if (BestLine(progress.State, width) is { } best)
            lines.Add(best);
        foreach (var activity in progress.Activities.Values)
            lines.Add(new Markup(Describe(activity, progress.State)));
        return new Rows(lines);
    }

    private static Markup Bar(double? share, TimeSpan? left, string text, int width)
    {
        var cells = Math.Clamp(width - 60, 10, 40);
        var filled = (int)Math.Round(Math.Clamp(share ?? 0, 0, 1) * cells);
        var tail = left is { } time ? $"  [grey]about {Figures.Time(time)} left[/]" : "";
        return new Markup($"[blue]{new string('━', filled)}[/][grey]{new string('─', cells - filled)}[/]  {Markup.Escape(text)}{tail}");
    }

    private static Markup? BestLine(RunState state, int width)
    {
        if (Standing.Best(state) is not { } best)
            return null;
        var metric = state.Spec!.TrialObjectives[0].Metric;
        return new Markup(
            $"best {Markup.Escape(RunWords.SearchScore(state.Spec))} [bold green]{Figures.Of(metric, best.Metrics[metric])}[/]  trial {best.Number}, {Figures.Of("params", best.Metrics["params"])} params  [green]{Sparkline.Of(Standing.BestSoFar(state), Math.Clamp(width - 60, 8, 32))}[/]");
    }

    private static string Describe(Activity activity, RunState state)
    {
        var metric = state.Spec?.Objectives[0].Metric ?? "";
        var epoch = activity.Epoch is { } done ? $"epoch {done:0.##}" : "starting";
        return $"[grey]{Markup.Escape(activity.Worker),-10}[/] {Markup.Escape(JobName.Of(activity.JobId)),-22} {epoch,-10} {Markup.Escape(activity.Value is { } value ? Figures.Of(metric, value) : "")}{(activity.Note is { } note ? $"  [grey]{Markup.Escape(note)}[/]" : "")}";
    }

    private static string Done(RunState state) => state.Phase == RunPhase.Searching
        ? $"{Tally.Of(state).Succeeded}{(state.Spec!.Budget.Trials is { } trials ? $" of {trials}" : "")} {RunWords.Judged(state)}, {state.Trials.Count} proposed"
        : state.Phase == RunPhase.Deploying ? "the network is chosen"
        : $"{state.Retrained.Count} of {state.Plan?.Trainings} full trainings";
}
