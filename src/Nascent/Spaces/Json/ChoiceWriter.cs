using System.Text.Json;
using Nascent.Spaces.Attributes;

namespace Nascent.Spaces.Json;

/// <summary>Writes the values of attributes as JSON: a value, one of several, or a range.</summary>
internal static class ChoiceWriter
{
    /// <summary>Writes a member; nothing where there is no value.</summary>
    public static void Write(Utf8JsonWriter json, string name, Choice? choice)
    {
        if (choice is null)
            return;
        json.WritePropertyName(name);
        if (choice.IsLiteral)
            Value(json, choice.ValueAt(0));
        else if (choice is IntegerRange range)
            Between(json, range);
        else
            OneOf(json, choice);
    }

    private static void Between(Utf8JsonWriter json, IntegerRange range)
    {
        json.WriteStartObject();
        json.WriteStartArray("between");
        json.WriteNumberValue(range.Low);
        json.WriteNumberValue(range.High);
        json.WriteEndArray();
        if (range.Step != 1)
            json.WriteNumber("step", range.Step);
        json.WriteEndObject();
    }

    private static void OneOf(Utf8JsonWriter json, Choice choice)
    {
        json.WriteStartObject();
        json.WriteStartArray("one_of");
        for (var option = 0; option < choice.Count; option++)
            Value(json, choice.ValueAt(option));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Value(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case int number:
                json.WriteNumberValue(number);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case null or Enum:
                json.WriteStringValue(AttributeText.Of(value));
                break;
            default:
                throw new InvalidOperationException($"No JSON form for {value.GetType().Name}.");
        }
    }
}
