using System.Text.Json.Nodes;

namespace Nascent.Jobs.Examining;

/// <summary>Something that <c>doctor</c> found.</summary>
/// <param name="Key">Its name in JSON.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Text">What was found, in words.</param>
/// <param name="IsGood">Whether a search can work with it.</param>
/// <param name="Facts">What was found, for programs.</param>
public sealed record Finding(string Key, string Title, string Text, bool IsGood, IEnumerable<KeyValuePair<string, JsonNode?>> Facts);
