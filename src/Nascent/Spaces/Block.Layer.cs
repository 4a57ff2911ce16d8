using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Spaces.Attributes;
using Nascent.Spaces.Ranges;
using Nascent.Spaces.Resolving;

namespace Nascent.Spaces;

public abstract partial record Block
{
    /// <summary>A block that becomes operators by itself. Each kind states here all that is known of it.</summary>
    /// <remarks>
    /// Layers from outside of the library derive from this record; <see cref="BlockBuilder.Add"/> takes them, and <see cref="SearchSpace.FromJson"/>
    /// reads them where it is given one of each kind. Records must be immutable, with attributes that are <see cref="Choice{T}"/>.
    /// </remarks>
    public abstract record Layer : Block
    {
        /// <summary>A layer of a name, unique in its chain.</summary>
        protected Layer(string name) => Name = name;

        /// <summary>The layer's name, unique in its chain.</summary>
        public string Name { get; init; }

        /// <inheritdoc/>
        public sealed override string DefaultName => Name;

        /// <summary>The word for this kind of layer in files, such as <c>conv</c>.</summary>
        public abstract string Type { get; }

        /// <summary>Whether it is nothing but a connection, so that a shortcut around it alone would be a second one; by default not.</summary>
        public virtual bool IsSkip => false;

        internal sealed override ImmutableArray<Block> Inside => [];

        internal ImmutableArray<BlockAttribute> Attributes => AttributeList.Of(this).Attributes;

        /// <summary>This layer with each attribute as a source gives it, each asked for once and always in the same order.</summary>
        /// <remarks>The order is that of decisions, of genotypes and of files. Decisions are found by a source that gives back what it is asked with.</remarks>
        public abstract Layer With(AttributeSource source);

        /// <summary>Adds the layer's operators to a network.</summary>
        /// <param name="place">Where it stands: what it reads, what it inherits, which options were taken.</param>
        /// <returns>The value that it gives.</returns>
        /// <exception cref="ShapeException">An operator cannot take the shapes.</exception>
        public abstract NodePath Resolve(LayerPlace place);

        /// <summary>The range of shapes that it gives, over all options of its attributes.</summary>
        /// <remarks>Must hold every shape that <see cref="Resolve"/> can give: on this rests that what passes a check resolves.</remarks>
        /// <param name="place">Where it stands: the range of shapes that it reads, and what it inherits.</param>
        /// <exception cref="NascentException">Some shape would not fit; see <see cref="RangePlace.Error(ShapeRange, string)"/>.</exception>
        public abstract ShapeRange Range(RangePlace place);
    }
}
