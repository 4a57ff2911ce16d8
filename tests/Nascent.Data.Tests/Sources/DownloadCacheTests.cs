using System.Net;
using System.Security.Cryptography;
using Nascent.Data.Sources;

namespace Nascent.Data.Tests.Sources;

public sealed class DownloadCacheTests : IDisposable
{
    private static readonly byte[] Content = "the file"u8.ToArray();
    private static readonly Uri First = new("https://first.example/a.gz"), Second = new("https://second.example/a.gz");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_fetched_once_and_then_found_in_the_cache()
    {
        var web = new Web(_ => Content);
        var cache = new DownloadCache(_folder.Path, web);
        var folder = cache.Fetch("letters", [File_(Content)], "stop");
        cache.Fetch("letters", [File_(Content)], "stop").ShouldBe(folder);
        File.ReadAllBytes(Path.Combine(folder, "a.gz")).ShouldBe(Content);
        web.Asked.ShouldBe([First]);
    }

    [Fact]
    public void The_next_address_is_tried_where_one_fails_or_gives_another_file()
    {
        var web = new Web(url => url == First ? "spoilt"u8.ToArray() : Content);
        new DownloadCache(_folder.Path, web).Fetch("letters", [File_(Content)], "stop");
        web.Asked.ShouldBe([First, Second]);
    }

    [Fact]
    public void A_damaged_file_in_the_cache_is_fetched_again()
    {
        _folder.Write("letters/a.gz", "spoilt");
        new DownloadCache(_folder.Path, new Web(_ => Content)).Fetch("letters", [File_(Content)], "stop");
        File.ReadAllBytes(_folder.File("letters/a.gz")).ShouldBe(Content);
    }

    [Fact]
    public void Without_a_network_the_error_says_both_ways()
    {
        var cache = new DownloadCache(_folder.Path, new Web(_ => null));
        var message = Should.Throw<NascentException>(() => DataCatalog.ReadFashionMnist(_folder.File("nothing/there"), cache)).Message;
        message.ShouldStartWith($"Data 'fashion-mnist': 'train-images-idx3-ubyte.gz' is not in {_folder.Path}/fashion-mnist and could not be downloaded (https://raw.githubusercontent.com/zalandoresearch/");
        message.ShouldEndWith("Connect to the network, put the file there yourself, or install Debian's package: apt-get install dataset-fashion-mnist.");
    }

    private static DownloadFile File_(byte[] content)
    {
#pragma warning disable CA5351 // the publishers give MD5
        return new("a.gz", Convert.ToHexStringLower(MD5.HashData(content)), First, Second);
#pragma warning restore CA5351
    }

    private sealed class Web(Func<Uri, byte[]?> answer) : HttpMessageHandler
    {
        public List<Uri> Asked { get; } = [];

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add(request.RequestUri!);
            return answer(request.RequestUri!) is { } bytes
                ? new(HttpStatusCode.OK) { Content = new ByteArrayContent(bytes) }
                : throw new HttpRequestException("no route to host");
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
