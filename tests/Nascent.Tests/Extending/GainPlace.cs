namespace Nascent.Tests.Extending;

/// <summary>Where a gain stands.</summary>
public enum GainPlace
{
    BeforeNorm,
    AfterNorm,
}
