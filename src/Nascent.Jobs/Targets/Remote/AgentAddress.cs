using System.Globalization;

namespace Nascent.Jobs.Targets.Remote;

/// <summary>Where an agent listens.</summary>
/// <param name="Host">A name or an address.</param>
/// <param name="Port">A port.</param>
/// <param name="IsTls">Whether it is spoken to over TLS.</param>
internal sealed record AgentAddress(string Host, int Port, bool IsTls)
{
    /// <summary>The port where none is named.</summary>
    public const int UsualPort = 7419;

    private const string Tls = "tls://", Plain = "tcp://";

    /// <summary>Reads <c>HOST</c>, <c>HOST:PORT</c>, or either behind <c>tls://</c> or <c>tcp://</c>.</summary>
    /// <exception cref="NascentException">The text has another form.</exception>
    public static AgentAddress Parse(string option, string text)
    {
        var isTls = text.StartsWith(Tls, StringComparison.Ordinal);
        var rest = isTls || text.StartsWith(Plain, StringComparison.Ordinal) ? text[Tls.Length..] : text;
        var colon = rest.LastIndexOf(':');
        var isNumbered = rest.StartsWith('[') ? rest.IndexOf(']', StringComparison.Ordinal) is var end && colon > end : colon > 0;
        var host = (isNumbered ? rest[..colon] : rest).Trim('[', ']');
        var port = UsualPort;
        if (host.Length == 0 || host.Any(letter => char.IsWhiteSpace(letter) || letter is '/' or '@')
            || (isNumbered && !(int.TryParse(rest[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is >= 0 and <= 65535)))
            throw new NascentException($"{option}: found '{NascentException.Echo(text)}', expected an address such as my-pi, my-pi:{UsualPort} or tls://my-pi:{UsualPort}.");
        return new(host, port, isTls);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{(IsTls ? Tls : Plain)}{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port.ToString(CultureInfo.InvariantCulture)}";
}
