namespace Nascent.Data.Sources;

/// <summary>A file that can be fetched.</summary>
/// <param name="Name">Its name in the cache.</param>
/// <param name="Md5">The checksum that its publisher gives, lower-case hexadecimal.</param>
/// <param name="Urls">Where it is, tried in order.</param>
internal sealed record DownloadFile(string Name, string Md5, params Uri[] Urls);
