using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Nascent.Jobs.Hosting;

namespace Nascent.Jobs.Targets.Browser;

/// <summary>onnxruntime-web in a browser without a window: models are timed by a page that this process serves to it alone.</summary>
/// <remarks>The page is isolated from other origins, which gives it clocks of 5 microseconds, and threads. Its address has a random part, so that nobody else on the machine can ask it for models.</remarks>
/// <param name="program">The browser's program.</param>
/// <param name="runtime">The folder of onnxruntime-web's files.</param>
/// <param name="threads">Threads that a run uses.</param>
internal sealed class BrowserTarget(string program, string runtime, int threads) : ITarget
{
    private const int MostAnswer = 64 << 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public async Task<ImmutableArray<TimedBeside>> MeasureAsync(IReadOnlyList<byte[]> models, MeasuringCare care, IStep step, CancellationToken cancellationToken) =>
        (await MeasureWithNameAsync(models, care, step, cancellationToken)).Times;

    /// <summary>The browser and the runtime, in words.</summary>
    public async Task<(string Browser, string Runtime)> DescribeAsync(byte[] model, CancellationToken cancellationToken)
    {
        var (_, agent, version) = await MeasureWithNameAsync([model], MeasuringCare.Unit, UnseenStep.Instance, cancellationToken);
        var browser = agent.Split(' ').FirstOrDefault(word => word.Contains("Chrome/", StringComparison.Ordinal)) ?? agent;
        return (browser, $"onnxruntime-web {version}");
    }

    private async Task<(ImmutableArray<TimedBeside> Times, string Agent, string Version)> MeasureWithNameAsync(IReadOnlyList<byte[]> models, MeasuringCare care, IStep step, CancellationToken cancellationToken)
    {
        var profile = Directory.CreateTempSubdirectory("nascent-browser-");
        using var listener = new HttpListener();
        var address = $"http://127.0.0.1:{FreePort()}/{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}/";
        listener.Prefixes.Add(address);
        listener.Start();
        using var browser = Start(address, profile.FullName);
        try
        {
            var page = new TimingPage(models, care, runtime, threads);
            while (!page.IsOver)
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                patience.CancelAfter(Patience);
                var context = await listener.GetContextAsync().WaitAsync(patience.Token);
                await AnswerAsync(page, context, context.Request.Url!.AbsolutePath[(address.Length - new Uri(address).GetLeftPart(UriPartial.Authority).Length)..], patience.Token);
                step.Report(page.Done);
            }

            return (page.Times, page.Agent, page.Version);
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new NascentException($"{program}: found no answer of the browser in {Patience.TotalSeconds:0} s{(browser.HasExited ? $"; it ended with {browser.ExitCode}" : "")}. Check that it runs with --headless=new.", failure);
        }
        finally
        {
            if (!browser.HasExited)
                browser.Kill(entireProcessTree: true);
            await browser.WaitForExitAsync(CancellationToken.None);
            Discard(profile);
        }
    }

    private static async Task AnswerAsync(TimingPage page, HttpListenerContext context, string path, CancellationToken cancellationToken)
    {
        using var response = context.Response;
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        response.Headers["Cross-Origin-Embedder-Policy"] = "require-corp";
        response.Headers["Cache-Control"] = "no-store";
        var body = "";
        if (context.Request.HttpMethod == "POST")
        {
            var buffer = new byte[MostAnswer];
            var count = await context.Request.InputStream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            body = Encoding.UTF8.GetString(buffer, 0, count);
        }

        if (page.Answer(path, body) is not var (content, type))
        {
            response.StatusCode = 404;
            return;
        }

        (response.ContentType, response.ContentLength64) = (type, content.Length);
        await response.OutputStream.WriteAsync(content, cancellationToken);
    }

    private Process Start(string address, string profile)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in new[] { "--headless=new", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-background-networking", "--disable-sync", $"--user-data-dir={profile}" })
            start.ArgumentList.Add(word);
        if (Environment.UserName == "root")
            start.ArgumentList.Add("--no-sandbox"); // Chromium does not start for root with it
        start.ArgumentList.Add(address);
        try
        {
            var process = Process.Start(start)!;
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            return process;
        }
        catch (System.ComponentModel.Win32Exception failure)
        {
            throw new NascentException($"{program}: cannot be started ({failure.Message.TrimEnd('.')}), expected Chromium or Chrome.", failure);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Discard(DirectoryInfo profile)
    {
        try
        {
            profile.Delete(recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The browser may still write there; the system clears its folder of temporary files.
        }
    }
}
