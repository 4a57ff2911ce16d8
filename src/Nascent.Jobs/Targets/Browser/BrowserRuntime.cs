using Nascent.Files;

namespace Nascent.Jobs.Targets.Browser;

/// <summary>The files of onnxruntime-web that a page needs.</summary>
internal static class BrowserRuntime
{
    /// <summary>Their names.</summary>
    public static readonly string[] Files = ["ort.wasm.min.js", "ort-wasm-simd-threaded.mjs", "ort-wasm-simd-threaded.wasm"];

    private static readonly string[] Browsers = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>The folder with the files that a user names: the package's, or its <c>dist</c>.</summary>
    /// <exception cref="NascentException">A file is missing.</exception>
    public static string FolderOf(string path)
    {
        var folder = File.Exists(Path.Combine(path, "dist", Files[0])) ? Path.Combine(path, "dist") : path;
        foreach (var name in Files)
            if (!File.Exists(Path.Combine(folder, name)))
                throw new NascentException($"--browser: found no {name} in {path}, expected the folder 'dist' of the package onnxruntime-web, version 1.20 or later.");
        return folder;
    }

    /// <summary>The type that a browser's page gives a file.</summary>
    public static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".wasm" => "application/wasm",
        ".html" => "text/html; charset=utf-8",
        _ => "text/javascript",
    };

    /// <summary>The browser's program: what <c>NASCENT_BROWSER</c> names, or Chromium or Chrome on the path.</summary>
    /// <exception cref="NascentException">There is none.</exception>
    public static string Program(Func<string, string?> environment)
    {
        if (environment("NASCENT_BROWSER") is { Length: > 0 } named)
            return File.Exists(named) ? named : throw new NascentException($"NASCENT_BROWSER: found no file '{named}', expected the path of Chromium or Chrome.");
        var folders = (environment("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.SelectMany(folder => Browsers.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new NascentException($"--browser: found none of {string.Join(", ", Browsers)} on the path, expected one; install Chromium, or name its program in NASCENT_BROWSER.");
    }

    /// <summary>Reads a file of the runtime.</summary>
    public static byte[] Read(string folder, string name) => RegularFile.ReadBytes(Path.Combine(folder, name), "a file of onnxruntime-web", 256 << 20);
}
