using System.Text.Json.Nodes;
using Nascent.Cli.Hosting;
using Nascent.Jobs.Hosting;
using Nascent.Reporting.Documents;
using Nascent.Reporting.Numbers;
using Spectre.Console;

namespace Nascent.Cli.Display;

/// <summary>How far work that is no run is, with an estimate of the time left: a bar on a terminal, else a line now and then; nothing in the first two seconds.</summary>
internal sealed class WorkDisplay : IWorkProgress, IAsyncDisposable
{
    private static readonly TimeSpan Unseen = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _end = new();
    private readonly CliHost _host;
    private readonly bool _json;
    private readonly string _unit;
    private readonly double _total;
    private readonly long _began;
    private readonly Task _drawing;
    private string _what = "";
    private double _done;

    /// <summary>Begins.</summary>
    /// <param name="host">The world around.</param>
    /// <param name="json">Whether output is JSON.</param>
    /// <param name="unit">What is done, such as <c>searches</c>.</param>
    /// <param name="total">How much there is to do.</param>
    public WorkDisplay(CliHost host, bool json, string unit, double total)
    {
        (_host, _json, _unit, _total, _began) = (host, json, unit, total, host.Time.GetTimestamp());
        _drawing = DrawAsync();
    }

    /// <summary>Says what is under way.</summary>
    public void Begin(string what)
    {
        lock (_gate)
            _what = what;
    }

    /// <summary>Says that some of it is done.</summary>
    public void Add(double amount)
    {
        lock (_gate)
            _done += amount;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _drawing;
        _end.Dispose();
    }

    private async Task DrawAsync()
    {
        if (!await WaitedAsync(Unseen))
            return;
        if (_host.IsTerminal && !_json)
            await Displays.Console(_host).Live(Bar()).AutoClear(true).StartAsync(async live =>
            {
                while (await WaitedAsync(Redraw))
                    live.UpdateTarget(Bar());
            });
        else
            do
                Line();
            while (await WaitedAsync(Quiet));
    }

    private async Task<bool> WaitedAsync(TimeSpan time)
    {
        try
        {
            await Task.Delay(time, _host.Time, _end.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private (string What, double Share, TimeSpan? Left) State()
    {
        lock (_gate)
        {
            var share = Math.Clamp(_done / _total, 0, 1);
            return (_what, share, share > 0.005 ? _host.Time.GetElapsedTime(_began) * ((1 - share) / share) : null);
        }
    }

    private Markup Bar()
    {
        var (what, share, left) = State();
        var cells = Math.Clamp(_host.Width - 70, 10, 40);
        var filled = (int)Math.Round(share * cells);
        return new Markup($"[blue]{new string('━', filled)}[/][grey]{new string('─', cells - filled)}[/]  {share * 100,3:0} %  {Markup.Escape(what)}{(left is { } time ? $"  [grey]about {Figures.Time(time)} left[/]" : "")}");
    }

    private void Line()
    {
        var (what, share, left) = State();
        if (_json)
            new JsonLines(_host.RawOutput).Write("progress", new JsonObject { ["text"] = what, ["share"] = Math.Round(share, 4), ["secondsLeft"] = left is { } time ? Math.Round(time.TotalSeconds, 1) : null });
        else
            _host.Output.WriteLine($"{what}: {share * 100:0} % of all {_unit}{(left is { } time ? $", about {Figures.Time(time)} left" : "")}");
    }
}
