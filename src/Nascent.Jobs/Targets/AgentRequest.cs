namespace Nascent.Jobs.Targets;

/// <summary>What a user asks of an agent that times models for others.</summary>
public sealed record AgentRequest
{
    /// <summary>The address and port that it listens on. Default <c>127.0.0.1:7419</c>; port 0 for any.</summary>
    public string Listen { get; init; } = "127.0.0.1:7419";

    /// <summary>The file with the secret, at least 16 bytes.</summary>
    public required string SecretFile { get; init; }

    /// <summary>A PEM file with a certificate and its key, or a file in the form PKCS#12 without a password, for TLS; null for no TLS.</summary>
    public string? Certificate { get; init; }
}
